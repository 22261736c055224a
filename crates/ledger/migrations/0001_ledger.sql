-- The chain. One row an operation, never changed.
CREATE TABLE entries (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,          -- RFC 3339, UTC
    at_us     INTEGER NOT NULL,       -- the same in microseconds since 1970, for comparing
    by        TEXT NOT NULL,
    operation TEXT NOT NULL,          -- JSON, wire form
    previous  BLOB NOT NULL,
    hash      BLOB NOT NULL UNIQUE
);
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- What entries speak of, by hash. A removed content keeps its row with no bytes.
CREATE TABLE contents (
    hash   BLOB PRIMARY KEY,
    packed BLOB                       -- zstd; NULL once removed
) WITHOUT ROWID;
CREATE TRIGGER contents_are_only_blanked BEFORE UPDATE ON contents
    WHEN NEW.packed IS NOT NULL OR NEW.hash IS NOT OLD.hash BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER contents_are_never_deleted BEFORE DELETE ON contents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Indexes over the entries, for finding things; they can be made again from the entries.
CREATE TABLE reports (
    id           TEXT PRIMARY KEY,
    entry        INTEGER NOT NULL REFERENCES entries,
    content      BLOB NOT NULL,
    raw          BLOB NOT NULL,
    published_us INTEGER               -- first moment at which it can have been public; NULL where unknown
);
CREATE TABLE readings (
    entry   INTEGER PRIMARY KEY REFERENCES entries,
    report  TEXT NOT NULL REFERENCES reports,
    reader  TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX readings_of_report ON readings (report, entry);
CREATE TABLE claims (
    id     TEXT NOT NULL,
    report TEXT NOT NULL REFERENCES reports,
    PRIMARY KEY (id, report)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (report UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');

-- Computed views: a cache, outside the chain.
CREATE TABLE views (
    key    TEXT PRIMARY KEY,
    head   INTEGER NOT NULL,
    packed BLOB NOT NULL
);
