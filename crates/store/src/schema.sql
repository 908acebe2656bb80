-- The tables of an archive, version 1; docs/format.md explains how to read them without Fonds.
-- Moments are seconds since 1970-01-01T00:00:00Z; checksums are 32 bytes of SHA-256.

-- The log: row after row, never changed, never deleted. The only truth.
CREATE TABLE revision (
    seq     INTEGER PRIMARY KEY,  -- place in the log: 1, 2, 3 … without gaps
    kind    TEXT    NOT NULL,     -- kind of the record, such as 'document'
    id      INTEGER NOT NULL,     -- number of the record within its kind
    version INTEGER NOT NULL,     -- counts the revisions of this record from 1
    at      INTEGER NOT NULL,     -- when the row was appended; never before the row above
    actor   TEXT    NOT NULL,     -- whose hand: an account, or a process such as 'import'
    reason  TEXT    NOT NULL,     -- why, in that hand's words; may be empty
    run     INTEGER,              -- the run that appended it, null outside of runs
    state   TEXT    NOT NULL,     -- 'draft', 'published' or 'withdrawn', as the record says
    embargo INTEGER,              -- moment before which the record must not be seen, as the record says
    public  INTEGER NOT NULL,     -- 1 if this row changed what a stranger can see, else 0
    format  INTEGER NOT NULL,     -- version of the model in which the record is written
    codec   INTEGER NOT NULL,     -- how `record` is packed: 0 plain, 1 zstd; not part of the chain
    sha256  BLOB    NOT NULL,     -- checksum of the unpacked record
    chain   BLOB    NOT NULL,     -- checksum of the chain of the row above and of this row
    record  BLOB                  -- the record as canonical JSON in UTF-8, packed; null once expunged
) STRICT;
CREATE UNIQUE INDEX revision_of_record ON revision (kind, id, version);
CREATE INDEX revision_public ON revision (seq) WHERE public = 1;

CREATE TRIGGER revision_stays BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'the log keeps every row'); END;
-- Only the payload may go (expunged) or be packed differently.
CREATE TRIGGER revision_stands
BEFORE UPDATE OF seq, kind, id, version, at, actor, reason, run, state, embargo, public, format, sha256, chain ON revision
BEGIN SELECT RAISE(ABORT, 'a row of the log never changes'); END;

-- Derived from the log: how each record stands now.
CREATE TABLE head (
    kind          TEXT    NOT NULL,
    id            INTEGER NOT NULL,
    latest_seq    INTEGER NOT NULL REFERENCES revision (seq),  -- newest revision, drafts included
    version       INTEGER NOT NULL,                            -- its version
    public_seq    INTEGER REFERENCES revision (seq),           -- revision for strangers; null if withdrawn or never published
    public_from   INTEGER,                                     -- end of an embargo still running when public_seq was appended
    withdrawn_seq INTEGER REFERENCES revision (seq),           -- revision that is the tombstone of what strangers once saw
    slug          TEXT    NOT NULL,                            -- words that decorate its address
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX head_embargo ON head (public_from) WHERE public_from IS NOT NULL;

-- Derived: which records have which entry of which source, by their latest revisions.
CREATE TABLE source (
    source TEXT    NOT NULL,  -- name of the source
    key    TEXT    NOT NULL,  -- key of the entry within it
    kind   TEXT    NOT NULL,
    id     INTEGER NOT NULL,
    PRIMARY KEY (source, key, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_of_record ON source (kind, id);

-- Derived: paths at which a record is or was to be found, by all its revisions.
CREATE TABLE alias (
    path    TEXT    NOT NULL,  -- without leading slash, such as 'theme/8'
    kind    TEXT    NOT NULL,
    id      INTEGER NOT NULL,
    seq     INTEGER NOT NULL,  -- first revision that names the path
    current INTEGER NOT NULL,  -- 1 if the latest revision names it, else 0
    PRIMARY KEY (path, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_of_record ON alias (kind, id);

-- Derived: keys that a rule of the archive reads from one record alone, by its latest revision.
CREATE TABLE lookup (
    rule TEXT    NOT NULL,
    key  TEXT    NOT NULL,
    kind TEXT    NOT NULL,
    id   INTEGER NOT NULL,
    PRIMARY KEY (rule, key, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_of_record ON lookup (kind, id);

-- Derived: the highest id that any revision ever gave to a part of a record.
CREATE TABLE highest (
    part TEXT    NOT NULL PRIMARY KEY,  -- 'scan' or 'text'
    id   INTEGER NOT NULL               -- 0 if there was none
) STRICT, WITHOUT ROWID;
INSERT INTO highest VALUES ('scan', 0), ('text', 0);

-- Derived: what rules of the archive conclude about a record from other records.
CREATE TABLE derived (
    rule         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    id           INTEGER NOT NULL,
    position     INTEGER NOT NULL,  -- order of the rows that one rule has for one record, from 0
    rule_version INTEGER NOT NULL,  -- version of the rule that concluded so
    key          TEXT    NOT NULL,
    value        TEXT    NOT NULL,
    PRIMARY KEY (rule, kind, id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_by_key ON derived (rule, key);

-- What was undertaken: imports and other works that append many rows.
CREATE TABLE run (
    id       INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,  -- when it began
    what     TEXT    NOT NULL,  -- what it is, such as 'import'
    finished INTEGER,           -- when it ended; null while it runs and for ever if it was cut short
    report   TEXT               -- what came of it, as JSON; null until it ended
) STRICT;

-- Texts, scans and other files, named by checksum.
CREATE TABLE blob (
    sha256     BLOB    NOT NULL PRIMARY KEY,  -- checksum of the unpacked bytes
    size       INTEGER NOT NULL,              -- number of unpacked bytes
    media_type TEXT    NOT NULL,              -- as first given
    codec      INTEGER NOT NULL,              -- how `bytes` is packed: 0 plain, 1 zstd
    bytes      BLOB                           -- null if they stand in blobs/ab/cd…, plain
) STRICT;
