-- Statements of different stories that a shared passage makes one utterance (suyuan.store.told_again): for each two
-- articles of different stories that share a passage, a digest of what they share and the pairs of statements, JSON.
CREATE TABLE story_retold (
    a TEXT NOT NULL, b TEXT NOT NULL, shared TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX story_retold_b ON story_retold (b);

-- Claims were found inside stories only until now; the next `add` finds those over stories.
UPDATE link_state SET linked = -1;
INSERT OR IGNORE INTO story_touched SELECT article FROM link_ends WHERE kind = 'reuse';
