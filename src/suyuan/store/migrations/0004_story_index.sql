-- What keeps events, stories and all that rests on them up to date article by article (suyuan.store.stories).

-- A link record that was made for one story goes when that story changes.
ALTER TABLE links ADD COLUMN story TEXT NOT NULL DEFAULT '';
CREATE INDEX links_story ON links (story) WHERE story <> '';

-- Articles that came, went or changed, and articles whose reuse did, since the links were last brought up to date.
CREATE TABLE story_waiting (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE story_touched (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER story_article_comes AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO story_waiting VALUES (new.id);
END;
CREATE TRIGGER story_article_goes AFTER DELETE ON articles BEGIN
    INSERT OR IGNORE INTO story_waiting VALUES (old.id);
END;
CREATE TRIGGER story_reuse_comes AFTER INSERT ON link_ends WHEN new.kind = 'reuse' BEGIN
    INSERT OR IGNORE INTO story_touched VALUES (new.article);
END;
CREATE TRIGGER story_reuse_goes AFTER DELETE ON link_ends WHEN old.kind = 'reuse' BEGIN
    INSERT OR IGNORE INTO story_touched VALUES (old.article);
END;

-- The news articles that are clustered: their bags of words, names and numbers (three lengths, terms of four bytes, how
-- much each is said in two), and what samples and orders them.
CREATE TABLE story_article (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    month  TEXT NOT NULL,  -- 2031-05, or nothing
    day    INTEGER NOT NULL,  -- proleptic ordinal, or 0
    published TEXT NOT NULL,
    chance INTEGER NOT NULL,
    marks  BLOB NOT NULL,  -- what it gives in its beginning, four bytes each (suyuan.link.likeness)
    bags   BLOB NOT NULL
);
CREATE INDEX story_article_sample ON story_article (month, chance, id);
CREATE TABLE story_month (month TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;

-- Word statistics of a window, which is a set of months: how many articles of its sample hold each term.
CREATE TABLE story_window (
    months   TEXT PRIMARY KEY,
    sample   TEXT NOT NULL,  -- numbers of the articles that are counted, JSON
    terms    BLOB NOT NULL,
    counts   BLOB NOT NULL
);

-- Which articles hold a term, with what weight: term and 128 days a row, 8 bytes an article (suyuan.store.story_index).
CREATE TABLE story_posting (key INTEGER PRIMARY KEY, words BLOB NOT NULL);
-- How alike two articles (level 0) or two events (level 1) are, where that counts; each pair both ways.
CREATE TABLE story_edge (
    level INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, alike INTEGER NOT NULL, PRIMARY KEY (level, a, b)
) WITHOUT ROWID;
-- For each number: the first article of its event; where it is that, of the event: the first article of its story, the
-- middle day, the members that are counted. 16 bytes a number, 1,024 numbers a row.
CREATE TABLE story_place (chunk INTEGER PRIMARY KEY, places BLOB NOT NULL);

-- How often each outlet ('' where unknown) calls an entity what.
CREATE TABLE naming_use (
    what TEXT NOT NULL, thing TEXT NOT NULL, outlet TEXT NOT NULL, form TEXT NOT NULL,
    uses INTEGER NOT NULL, quoted INTEGER NOT NULL,
    PRIMARY KEY (thing, outlet, form)
) WITHOUT ROWID;

-- Which event or story took the articles of which that is not any more, or that gave some away, and when. It tells of the
-- way the library went, not of what it holds.
CREATE TABLE succession (
    kind TEXT NOT NULL,
    old  TEXT NOT NULL,
    new  TEXT NOT NULL,
    what TEXT NOT NULL,  -- renamed, merged, split
    articles INTEGER NOT NULL,
    at   TEXT NOT NULL
);
CREATE INDEX succession_old ON succession (kind, old);
CREATE INDEX succession_new ON succession (kind, new);

-- Links were made for the whole library until now; the next `add` makes them by story.
UPDATE link_state SET linked = -1;
