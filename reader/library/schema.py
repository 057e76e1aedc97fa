"""The library's tables, as one readable text. `migrations.py` makes older libraries into this.

Three kinds of tables, kept apart:

- what came from the dumps: `dump member record source text article detail report picture picture_place figure`;
- what was derived from it and can be made again: `search marks quoted name named sketch kin state stated`,
  `quotation echo`, `evidence`;
- what the user made: `tag tagging star seen note binned name_rule saved recent step step_item`,
  `correction text_edit note_place site_rule step_cleaning pin reading table_columns border kept_id`.
  These know articles by their public id alone, so that they outlive every removal and import.

**Row ids are dates.** `article.id` is `day << 24 | place in the day` (see `places.py`), and the
full-text row has the same id: "newest 50" stops after 50 hits, whatever the number of hits
(0.4 ms against 41 ms for a common word among 100,000 articles), and a span of dates is a span of ids.

**Full text is contentless**: texts stand once, compressed, in `text`. SQLite 3.40 has no
`contentless_delete`, so a row is taken out by the 'delete' command with its old text.
`filter` holds tokens that begin with a private-use letter, so that no typed word can meet
them: the article's source, dump and language, and the words of its author, section, address
and file. A filter is one more AND term. What is indexed for an article is made in `tokens.py` alone.
"""

import sqlite3

APPLICATION_ID = 0x43757474  # "Cutt": marks a file as ours
SCHEMA_VERSION = 1  # user_version: a program refuses a library with a higher one

# Every migration of `migrations.py`, by name and in order, to be compared with what a library has gone through.
MIGRATION_SET = "cuttings"
STEPS = (
    "0001_tables",
    "0002_corrections",
    "0003_recleaning",
    "0004_quotations",
    "0005_pins",
    "0006_readings",
    "0007_borders",
    "0008_pictures",
    "0009_evidence",
)

PAGE_SIZE = 8192  # a compressed text of 2.2 kB fits whole; 4 to 32 kB were equal within noise

DUMPS = """
CREATE TABLE dump (
    id INTEGER PRIMARY KEY,
    anchor TEXT NOT NULL UNIQUE,     -- SHA-256 of a file, path of a folder: the same dump again is the same row
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT,
    format TEXT NOT NULL,
    size INTEGER,                    -- bytes
    modified TEXT,                   -- ISO 8601, of the file
    moment TEXT,                     -- ISO 8601, set by the user: what relative times are held against
    found INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0, -- in the library, the bin included
    complete INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,  -- 1: in the bin with all its articles
    added TEXT NOT NULL              -- ISO 8601, UTC
);
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    dump INTEGER NOT NULL REFERENCES dump(id),
    name TEXT NOT NULL,              -- path inside the dump, "" for a plain file
    UNIQUE (dump, name)
);
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    dump INTEGER NOT NULL REFERENCES dump(id),
    member INTEGER NOT NULL REFERENCES member(id),
    place INTEGER NOT NULL,          -- bytes in the decompressed member
    length INTEGER NOT NULL,         -- bytes
    packed_place INTEGER,            -- where the compressed record begins (WARC)
    sha256 BLOB NOT NULL,            -- of the record's bytes
    format TEXT NOT NULL,
    kind TEXT NOT NULL,
    source_length INTEGER NOT NULL,  -- of the source text, in code points
    leftover BLOB,                   -- stretches outside every article: packed
    UNIQUE (dump, member, place, sha256)
);
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    dump INTEGER NOT NULL REFERENCES dump(id),
    made TEXT NOT NULL,
    packed BLOB NOT NULL
);
"""

ARTICLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,           -- of the text: exact copies share one row
    packed BLOB NOT NULL             -- text and blocks
);
CREATE INDEX text_hash ON text(hash);
CREATE TABLE article (
    id INTEGER PRIMARY KEY,          -- day << 24 | place in the day
    key BLOB NOT NULL UNIQUE,        -- the public id, 10 bytes
    record INTEGER NOT NULL REFERENCES record(id),
    text INTEGER NOT NULL REFERENCES text(id),
    source INTEGER REFERENCES source(id),
    unread INTEGER NOT NULL,         -- mirrors the user's `seen`
    version INTEGER NOT NULL,
    words INTEGER NOT NULL,
    extent_start INTEGER NOT NULL,
    extent_end INTEGER NOT NULL,
    moment TEXT, precision TEXT, how TEXT,
    language TEXT,
    title TEXT NOT NULL,
    lead TEXT NOT NULL               -- the first words, for the list
);
CREATE INDEX article_record ON article(record, extent_start);
CREATE INDEX article_source ON article(source);
CREATE INDEX article_text ON article(text);
CREATE INDEX article_unread ON article(unread) WHERE unread = 1;
CREATE TABLE detail (
    id INTEGER PRIMARY KEY REFERENCES article(id),
    packed BLOB NOT NULL             -- author, address, section, date as written, fields, cuts
);
"""

DERIVED = """
CREATE VIRTUAL TABLE search USING fts5(
    title, text, filter, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE marks (
    id INTEGER PRIMARY KEY REFERENCES article(id),
    version INTEGER NOT NULL,        -- of the text that the marks are offsets into
    analysed TEXT NOT NULL,          -- JSON {analyzer: version}, keys sorted
    packed BLOB NOT NULL
);
CREATE INDEX marks_analysed ON marks(analysed);
CREATE VIRTUAL TABLE quoted USING fts5(quote, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- type of entity, or "speaker"
    text TEXT NOT NULL,
    canonical INTEGER,               -- by the user's rules: the name that it is, -1 for no name, NULL for itself
    UNIQUE (kind, text)
);
CREATE INDEX name_identity ON name(coalesce(canonical, id));
CREATE VIRTUAL TABLE name_search USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE named (                 -- which articles have a name
    name INTEGER NOT NULL REFERENCES name(id),
    id INTEGER NOT NULL,
    form INTEGER NOT NULL,           -- 1: only as a written form of another name
    PRIMARY KEY (name, id)
) WITHOUT ROWID;
CREATE INDEX named_article ON named(id);
CREATE TABLE sketch (                -- the smallest hashes of an article's sentences
    hash INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (hash, id)
) WITHOUT ROWID;
CREATE TABLE kin (id INTEGER PRIMARY KEY, family INTEGER NOT NULL); -- near copies
CREATE INDEX kin_family ON kin(family);
CREATE TABLE state (                 -- the user's marks by row id, to search with: made from the user's tables
    kind INTEGER NOT NULL,           -- a tag's id, or one of the negative kinds in `states.py`
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
"""

USER = """
CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
CREATE TABLE tagging (
    article BLOB NOT NULL, tag INTEGER NOT NULL REFERENCES tag(id), PRIMARY KEY (article, tag)
) WITHOUT ROWID;
CREATE TABLE star (article BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE seen (article BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE note (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: an undone note keeps its number
    article BLOB NOT NULL,
    body TEXT NOT NULL,
    start INTEGER, stop INTEGER,     -- NULL: on the whole article
    passage TEXT,                    -- what start and stop enclose: a new text version is searched for it
    version INTEGER NOT NULL,
    placed INTEGER NOT NULL DEFAULT 1,
    made TEXT NOT NULL
);
CREATE INDEX note_article ON note(article);
CREATE TABLE binned (article BLOB PRIMARY KEY, dump INTEGER) WITHOUT ROWID; -- dump: removed with it
CREATE TABLE name_rule (
    article BLOB NOT NULL,           -- empty: everywhere
    kind TEXT NOT NULL, text TEXT NOT NULL,
    to_kind TEXT, to_text TEXT,      -- NULL: no name
    PRIMARY KEY (article, kind, text)
) WITHOUT ROWID;
CREATE TABLE saved (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, query TEXT NOT NULL);
CREATE TABLE recent (query TEXT PRIMARY KEY, used TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE step (                  -- what can be undone
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,              -- JSON
    words TEXT NOT NULL,             -- "Tagged 3 articles 'mali'"
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE step_date (             -- dates that followed from a dump's moment
    step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
    article BLOB NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, -- JSON
    UNIQUE (step, article)
);
CREATE TABLE step_item (
    step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
    article BLOB NOT NULL,
    PRIMARY KEY (step, article)
) WITHOUT ROWID;
"""

# What the user corrected, and beside it what cleaning had made of the article: `article` and `text` hold the
# outcome, so that lists, searches and exports need no second look. Places are in the record's source text.
CORRECTIONS = """
CREATE TABLE correction (
    article BLOB NOT NULL,
    field TEXT NOT NULL,             -- title, source, author, published
    value TEXT NOT NULL,             -- JSON
    PRIMARY KEY (article, field)
) WITHOUT ROWID;
CREATE TABLE text_edit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- edits are applied in this order
    article BLOB NOT NULL,
    kind TEXT NOT NULL,              -- "keep": stands in the text, "cut": does not
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    passage TEXT NOT NULL            -- what stands there in the source text
);
CREATE INDEX text_edit_article ON text_edit(article);
CREATE TABLE note_place (            -- where a note's passage stands in the source text, once its article was edited
    note INTEGER PRIMARY KEY, start INTEGER NOT NULL, stop INTEGER NOT NULL
);
CREATE TABLE site_rule (             -- lines that are always, or never, cut from articles of a site
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL, line TEXT NOT NULL,
    cut INTEGER NOT NULL,            -- 0: never cut
    UNIQUE (site, line)
);
CREATE TABLE stated (                -- corrected articles as cleaning made them: derived, by public id
    article BLOB PRIMARY KEY, packed BLOB NOT NULL
) WITHOUT ROWID;
"""

# What a new cleaning changed, a record at a time, so that it can be taken back.
RECLEANING = """
CREATE TABLE step_cleaning (
    step INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
    record INTEGER NOT NULL,
    before BLOB NOT NULL, after BLOB NOT NULL, -- packed: the articles as cleaning made them, the leftover
    PRIMARY KEY (step, record)
);
"""

# Every quotation, to list them across the library, and what their wordings have in common: made from the marks.
QUOTATIONS = """
CREATE TABLE quotation (
    id INTEGER NOT NULL,             -- the article's row id: newest first is this order backwards
    start INTEGER NOT NULL,          -- in the article's text
    kind INTEGER NOT NULL,           -- 0 direct, 1 document, 2 indirect
    class INTEGER NOT NULL,          -- 0 none, 1 named, 2 anonymous, 3 institution
    speaker INTEGER,                 -- the name's number
    wording INTEGER,                 -- fingerprint of the words; NULL: too few, or reported speech
    PRIMARY KEY (id, start)
) WITHOUT ROWID;
CREATE INDEX quotation_speaker ON quotation(speaker, id);
CREATE INDEX quotation_wording ON quotation(wording) WHERE wording IS NOT NULL;
CREATE TABLE echo (                  -- a sample of the shingles of each wording
    hash INTEGER NOT NULL, wording INTEGER NOT NULL, PRIMARY KEY (hash, wording)
) WITHOUT ROWID;
CREATE INDEX echo_wording ON echo(wording);
"""

# Sources at the top of the filters, in the order in which they were pinned.
PINS = """
CREATE TABLE pin (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE);
"""

# How the user wants dumps to be read.
READINGS = """
CREATE TABLE reading (
    dump INTEGER PRIMARY KEY REFERENCES dump(id),
    said TEXT NOT NULL,              -- JSON: format, mapping, separator, as far as the user said them
    aside INTEGER NOT NULL DEFAULT 0 -- 1: the dump is read otherwise now, its articles are in the bin under other ids
);
CREATE TABLE table_columns (
    id INTEGER PRIMARY KEY,
    columns TEXT NOT NULL UNIQUE,    -- JSON: the names, sorted
    mapping TEXT NOT NULL            -- JSON: part of an article -> column
);
"""

# Where the user had articles begin and end otherwise than cleaning. Records are known by `model.record_id`, so that
# this too outlives every removal and import; places are in the record's source text.
BORDERS = """
CREATE TABLE border (
    record BLOB NOT NULL,
    kind TEXT NOT NULL,              -- "split": an article begins at `start`; "join": none ends or begins between
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    length INTEGER NOT NULL,         -- of the source text: a record that is read otherwise has other places
    PRIMARY KEY (record, length, kind, start, stop)
) WITHOUT ROWID;
CREATE TABLE kept_id (               -- articles whose begin moved in a new cleaning: they keep their id
    record BLOB NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    article BLOB NOT NULL,
    PRIMARY KEY (record, length, start)
) WITHOUT ROWID;
"""

# Pictures that dumps hold and articles show; `pictures.py` says how they find each other.
PICTURES = """
CREATE TABLE picture (
    id INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL,              -- by its first bytes
    width INTEGER NOT NULL, height INTEGER NOT NULL, -- pixels, as its header states
    size INTEGER NOT NULL,           -- bytes
    content BLOB NOT NULL
);
CREATE TABLE picture_place (         -- under which addresses a dump holds it
    address INTEGER PRIMARY KEY,     -- hash of dump, scope and address
    dump INTEGER NOT NULL REFERENCES dump(id),
    picture INTEGER NOT NULL REFERENCES picture(id)
);
CREATE INDEX picture_place_picture ON picture_place(picture);
CREATE TABLE figure (                -- what a record's markup shows, whether the dump holds it or not
    record INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,         -- in the record's order
    rank INTEGER NOT NULL,           -- of several addresses of one picture: 0 is the best
    address INTEGER NOT NULL,
    at INTEGER NOT NULL,             -- in the record's source text
    said TEXT,                       -- JSON: what stands for it, its caption
    PRIMARY KEY (record, number, rank)
) WITHOUT ROWID;
CREATE INDEX figure_address ON figure(address);
"""

# What cleaning looks at beside the record itself; `cleaning/evidence.py` makes it of a dump's first pages.
EVIDENCE = """
CREATE TABLE evidence (
    dump INTEGER PRIMARY KEY REFERENCES dump(id) ON DELETE CASCADE,
    version TEXT NOT NULL,           -- of what made it
    lines BLOB NOT NULL              -- 64-bit hashes of lines that stand on several pages, ascending, little-endian
);
"""

SCHEMA = DUMPS + ARTICLES + DERIVED + USER


def statements(script: str) -> list[str]:
    """The single statements of an SQL text; `executescript` would commit the transaction around it."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
