-- What makes one article more cheap in a large library.

-- Articles whose reuse is not looked for yet; until now every `add` compared all ids to find them.
CREATE TABLE reuse_waiting (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER reuse_article_comes AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO reuse_waiting VALUES (new.id);
END;
CREATE TRIGGER reuse_article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM reuse_waiting WHERE article = old.id;
END;
CREATE TRIGGER reuse_text_comes AFTER INSERT ON reuse_text BEGIN
    DELETE FROM reuse_waiting WHERE article = new.id;
END;
CREATE TRIGGER reuse_text_goes AFTER DELETE ON reuse_text BEGIN
    INSERT OR IGNORE INTO reuse_waiting SELECT id FROM articles WHERE id = old.id;
END;
INSERT INTO reuse_waiting SELECT id FROM articles WHERE id NOT IN (SELECT id FROM reuse_text);

-- Vectors of the latest articles, whole: to put one into story_posting touches as many rows as it has terms, all over the
-- file, so they are put there many at once (suyuan.store.story_index). Terms of four bytes, then weights of two.
CREATE TABLE story_fresh (number INTEGER PRIMARY KEY, day INTEGER NOT NULL, vector BLOB NOT NULL);
