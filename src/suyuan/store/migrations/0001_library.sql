-- The library, first form. The record of an article (JSON, suyuan.article/1) is the truth; every other table that speaks
-- of an article is derived from it, so that it can be asked, and can be rebuilt from it.

-- Bytes are kept once, by SHA-256, compressed with zlib.
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    data   BLOB NOT NULL
) WITHOUT ROWID;

-- A page is bytes at a place: the same bytes at two places are two pages.
CREATE TABLE pages (
    key          INTEGER PRIMARY KEY,
    sha256       TEXT NOT NULL REFERENCES blobs (sha256),
    place        TEXT NOT NULL,
    path         TEXT,
    url          TEXT,
    charset      TEXT,
    content_type TEXT,
    fetched      TEXT,
    UNIQUE (sha256, place)
);
CREATE INDEX pages_place ON pages (place);

CREATE TABLE rejections (
    page   INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
    seq    INTEGER NOT NULL,
    path   TEXT,
    url    TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (page, seq)
) WITHOUT ROWID;

CREATE TABLE articles (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    page      INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
    title     TEXT,
    outlet    TEXT,
    outlet_id TEXT,
    outlet_folded TEXT,
    published TEXT,
    url       TEXT,
    language  TEXT,
    script    TEXT,
    chars     INTEGER NOT NULL,
    record    TEXT NOT NULL
);
CREATE INDEX articles_page ON articles (page);
CREATE INDEX articles_published ON articles (published, id);
CREATE INDEX articles_outlet ON articles (outlet_folded, published);

CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    type    TEXT NOT NULL,
    name    TEXT NOT NULL,
    name_folded    TEXT NOT NULL,
    surface_folded TEXT NOT NULL,
    entity  TEXT,
    PRIMARY KEY (article, seq)
) WITHOUT ROWID;
CREATE INDEX mentions_entity ON mentions (entity, article);
CREATE INDEX mentions_name ON mentions (name_folded, article);
CREATE INDEX mentions_surface ON mentions (surface_folded, article);

CREATE TABLE times (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    type    TEXT NOT NULL,
    value   TEXT,
    begin   TEXT,
    end_exclusive TEXT,
    PRIMARY KEY (article, seq)
) WITHOUT ROWID;
CREATE INDEX times_begin ON times (begin, end_exclusive);

CREATE TABLE quantities (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    value   REAL,
    low     REAL,
    high    REAL,
    unit    TEXT,
    counted TEXT,
    PRIMARY KEY (article, seq)
) WITHOUT ROWID;
CREATE INDEX quantities_kind ON quantities (kind, unit, value);

CREATE TABLE statements (
    key     INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    id      TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    type    TEXT NOT NULL,
    depth   INTEGER NOT NULL,
    parent  TEXT,
    stance  TEXT NOT NULL,
    speaker TEXT,
    speaker_type TEXT NOT NULL,
    cluster TEXT,
    content TEXT NOT NULL,
    record  TEXT NOT NULL,
    UNIQUE (article, id)
);
CREATE INDEX statements_cluster ON statements (cluster) WHERE cluster IS NOT NULL;

-- Everyone a statement came through: its speakers and its relays, so that either can be asked for.
CREATE TABLE voices (
    statement INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
    role      TEXT NOT NULL,  -- speaker, relay, document, source
    seq       INTEGER NOT NULL,
    name      TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    implicit  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (statement, role, seq)
) WITHOUT ROWID;
CREATE INDEX voices_name ON voices (name_folded, role);

CREATE TABLE commitments (
    article  INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    seq      INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    actor_folded TEXT NOT NULL,
    counterpart  TEXT,
    action   TEXT NOT NULL,
    status   TEXT NOT NULL,
    category TEXT NOT NULL,
    polarity TEXT,
    amount   TEXT,
    deadline TEXT,
    due      TEXT,  -- the last day of the deadline, where it has a value
    statement TEXT,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, seq)
) WITHOUT ROWID;
CREATE INDEX commitments_actor ON commitments (actor_folded);
CREATE INDEX commitments_due ON commitments (due);

-- What is said of several articles at once: reuse, claims, events, stories, chains, discrepancies, namings.
CREATE TABLE links (
    kind   TEXT NOT NULL,
    key    TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- Which articles and statements a link record speaks of ('' where it speaks of the article as a whole).
CREATE TABLE link_ends (
    kind      TEXT NOT NULL,
    key       TEXT NOT NULL,
    article   TEXT NOT NULL,
    statement TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (kind, key, article, statement),
    FOREIGN KEY (kind, key) REFERENCES links (kind, key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX link_ends_article ON link_ends (article, statement);

-- Full text. The words are cut by suyuan.store.segment (character bigrams of folded text), so the tokenizer has only
-- white space left to see: "ascii" takes every other character, of any plane, as part of a word. prefix='1' makes a
-- search for one character a look-up. The index holds no text of its own; the record does.
CREATE VIRTUAL TABLE article_words USING fts5 (
    title, body, content = '', tokenize = "ascii", prefix = '1'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    content, speaker, carried, content = '', tokenize = "ascii", prefix = '1'
);
