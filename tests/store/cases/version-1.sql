-- A collection as version 1 of the format had it. Never change it: such collections exist.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1380996145;
CREATE TABLE state(
    one INTEGER PRIMARY KEY CHECK (one = 1),
    name TEXT NOT NULL,          -- of this collection, by lot: tells it from all others
    revision INTEGER NOT NULL    -- goes up with every stored change
);
CREATE TABLE page(               -- an article through all its versions
    number INTEGER PRIMARY KEY,
    id NOT NULL UNIQUE,
    latest INTEGER NOT NULL      -- number of a version
);
CREATE TABLE version(            -- an article as it once read
    number INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page,
    nth INTEGER NOT NULL,        -- from 1, of its page
    added TEXT NOT NULL,         -- UTC
    given NOT NULL,              -- the id with which it came
    address,                     -- canonical; NULL if it has none
    file BLOB,                   -- digest of the path it came from
    words BLOB NOT NULL,         -- digest of the text
    published TEXT,
    maker TEXT NOT NULL,         -- what found its attributions
    first INTEGER NOT NULL,      -- number of its first statement
    statements INTEGER NOT NULL,
    UNIQUE (page, nth)
);
CREATE INDEX version_given ON version(given);
CREATE INDEX version_address ON version(address) WHERE address IS NOT NULL;
CREATE INDEX version_file ON version(file) WHERE file IS NOT NULL;
CREATE INDEX version_words ON version(words);
CREATE INDEX version_first ON version(first, statements);
CREATE TABLE content(            -- apart, so that lists of versions are read quickly
    version INTEGER PRIMARY KEY REFERENCES version,
    article TEXT NOT NULL,       -- JSON
    attributions TEXT NOT NULL   -- JSON
);
CREATE TABLE vector(
    version INTEGER PRIMARY KEY REFERENCES version,
    vectors BLOB NOT NULL        -- of the attributions, one behind the other
);
CREATE TABLE meaning(            -- the signs of the vectors, 48 bytes a statement
    version INTEGER PRIMARY KEY REFERENCES version,
    signs BLOB NOT NULL
);
CREATE VIRTUAL TABLE article_words USING fts5(  -- rowid: number of the version
    title, outlet, byline, text, content='', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5(  -- rowid: number of the statement
    content, source, content='', tokenize='porter unicode61 remove_diacritics 2'
);
PRAGMA user_version = 1;
INSERT INTO state VALUES (1, '6b1f0d2e-4c57-4a0b-9a36-2f1f6a3f5e10', 1);
INSERT INTO page VALUES (1, 'kelsby', 1);
INSERT INTO version VALUES (1, 1, 1, '2026-10-14T08:00:00+00:00', 'kelsby', 'lantern.example/1', NULL, x'12f3c9f742beb0c0991e9ad4fef308f8', '2026-10-13', 'first', 1, 2);
INSERT INTO content VALUES (1, '{"id":"kelsby","text":"The mayor said the old dam cracks.\nIt rained.","url":"https://lantern.example/1","outlet":"Lantern","title":"Dam","published":{"value":"2026-10-13","precision":"day","basis":"given"},"language":"en"}', '[{"source":[[0,9]],"cue":[[10,14]],"content":[[15,33]],"form":"indirect","hedge":"reported","confidence":1.0,"vector":384},{"source":[],"cue":[],"content":[[35,44]],"form":"indirect","hedge":"none","confidence":1.0,"vector":384}]');
INSERT INTO vector VALUES (1, x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO meaning VALUES (1, x'7fffffffffffffffffffffffffffffff0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO article_words(rowid, title, outlet, byline, text) VALUES (1, 'Dam', 'Lantern', '', 'The mayor said the old dam cracks.
It rained.');
INSERT INTO statement_words(rowid, content, source) VALUES (1, 'the old dam cracks', 'The mayor');
INSERT INTO statement_words(rowid, content, source) VALUES (2, 'It rained', '');
