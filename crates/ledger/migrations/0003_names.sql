-- Looking for a rare name, or for a span of days, must not mean looking at every event.
-- The names by which events may be asked for, each once: a few thousand, so that all of them can be looked through.
CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    role   TEXT NOT NULL,              -- actor, target or place; actor-land, target-land: a country's code
    name   TEXT NOT NULL,              -- lower case, codes in upper case
    times  INTEGER NOT NULL,           -- versions of events that have borne it
    UNIQUE (role, name)
);
-- Which versions of events bear a name. A version that is gone may still stand here: what is found is looked at again.
CREATE TABLE bearers (name INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (name, version)) WITHOUT ROWID;
-- Whether the event may have taken longer than a month: all others lie near their first day.
ALTER TABLE event_versions ADD COLUMN long INTEGER NOT NULL DEFAULT 0;
CREATE INDEX event_versions_long ON event_versions (last_day) WHERE long;
-- What was read when, and of where it tells: whether a silence is one.
CREATE TABLE coverage (
    report    TEXT PRIMARY KEY,
    outlet    TEXT,
    day       TEXT NOT NULL,           -- of publication
    countries TEXT NOT NULL            -- codes, a comma between them
) WITHOUT ROWID;
CREATE INDEX coverage_by_day ON coverage (day);
-- What was linked before is linked again.
DELETE FROM linked;
