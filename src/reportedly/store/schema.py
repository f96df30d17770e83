"""The tables of a collection, and the way from each version of them to the next.

`MIGRATIONS[n]` leads from version n to n + 1; a new collection goes through all
of them. One that was shipped is never changed again: a change is another step.
"""

from typing import Final

APPLICATION: Final = 0x52505431  # "RPT1", in the file's header: says whose file it is

_ARTICLES: Final = """
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
"""

_ANALYSIS: Final = """
CREATE TABLE judgement(          -- only ever added to
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,     -- digest of what it says
    record TEXT NOT NULL         -- JSON
);
CREATE TABLE kept(               -- the last analysis; the tables below are parts of it
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,   -- of the collection that it is about
    settings TEXT NOT NULL,
    copies TEXT NOT NULL,        -- JSON
    judged TEXT NOT NULL         -- JSON: what became of each judgement
);
CREATE TABLE kept_article(
    place INTEGER PRIMARY KEY,
    id NOT NULL UNIQUE,
    outlet,                      -- id of a source
    mentions TEXT NOT NULL       -- JSON
);
CREATE TABLE kept_source(
    place INTEGER PRIMARY KEY,
    id NOT NULL UNIQUE,
    record TEXT NOT NULL         -- JSON
);
CREATE TABLE kept_claim(
    place INTEGER PRIMARY KEY,
    id NOT NULL UNIQUE,
    record TEXT NOT NULL         -- JSON, without the appearances
);
CREATE TABLE kept_appearance(
    place INTEGER PRIMARY KEY,
    article NOT NULL,            -- id
    idx INTEGER NOT NULL,        -- of the attribution among its article's
    claim INTEGER,               -- place of the claim
    nth INTEGER,                 -- in the claim
    record TEXT NOT NULL,        -- JSON
    UNIQUE (article, idx)
);
CREATE INDEX kept_appearance_claim ON kept_appearance(claim, nth) WHERE claim IS NOT NULL;
"""

MIGRATIONS: Final = (_ARTICLES, _ANALYSIS)
VERSION: Final = len(MIGRATIONS)
