-- What linking made of the entries: computed, outside the chain, made again at will (`dateline rebuild`).
-- `since` and `until` are numbers of entries: each the first of those that one moment brought.
CREATE TABLE linked (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    version  TEXT NOT NULL,            -- of the program that linked
    head     INTEGER NOT NULL,         -- the last entry that is linked
    first    INTEGER NOT NULL,         -- the first entry of that one's moment
    at_us    INTEGER NOT NULL          -- that moment
);
-- What is compared of each telling.
CREATE TABLE profiles (
    number INTEGER PRIMARY KEY,
    claim  TEXT NOT NULL,
    report TEXT NOT NULL,
    data   BLOB NOT NULL
);
CREATE INDEX profiles_by_claim ON profiles (claim);
CREATE INDEX profiles_by_report ON profiles (report);
-- The tellings that stand in each block: five bytes each, number and flags.
CREATE TABLE blocks (block INTEGER PRIMARY KEY, members BLOB NOT NULL);
-- Pairs that join or nearly do, both ways.
CREATE TABLE edges (a INTEGER NOT NULL, b INTEGER NOT NULL, score INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
-- Reports by the URL of their page.
CREATE TABLE pages (page INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (page, report)) WITHOUT ROWID;
-- Which event a telling belonged to, from when until when.
CREATE TABLE memberships (
    claim TEXT NOT NULL,               -- by which the telling goes
    since INTEGER NOT NULL,
    until INTEGER,
    event TEXT NOT NULL,
    PRIMARY KEY (claim, since)
) WITHOUT ROWID;
CREATE INDEX memberships_by_event ON memberships (event);
-- The events, each as it was from when until when, with what is asked for.
CREATE TABLE event_versions (
    number    INTEGER PRIMARY KEY,
    event     TEXT NOT NULL,
    since     INTEGER NOT NULL,
    until     INTEGER,
    day       TEXT,
    last_day  TEXT,
    country   TEXT,
    kind      TEXT NOT NULL,
    status    TEXT NOT NULL,
    certainty TEXT NOT NULL,
    place     TEXT NOT NULL,           -- lower case
    actors    TEXT NOT NULL,           -- names and ids in lower case, a line each
    targets   TEXT NOT NULL,
    lands     TEXT NOT NULL            -- countries of actors, a bar, countries of targets
);
CREATE INDEX event_versions_by_event ON event_versions (event, since);
-- Holds all that a question asks, so that pages are read in order without a look at the rows.
CREATE INDEX event_versions_by_day ON event_versions
    (day, event, last_day, since, until, country, kind, status, certainty, place, actors, targets, lands);
CREATE INDEX event_versions_by_country ON event_versions (country, day, event);
CREATE TABLE event_forms (version INTEGER PRIMARY KEY, form BLOB NOT NULL);
-- Which entries are judgements, since a million others are not.
CREATE TABLE judged (number INTEGER PRIMARY KEY);
INSERT INTO judged SELECT number FROM entries WHERE json_extract(operation, '$.do') = 'judge';
DROP TABLE views;
