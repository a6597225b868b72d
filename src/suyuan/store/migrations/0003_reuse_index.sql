-- The index that keeps reuse links up to date article by article (suyuan.store.postings): which articles it holds, which
-- fingerprint stands where, and which articles are linked. It stands for the links of kind 'reuse' and goes with them.
CREATE TABLE reuse_text (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE reuse_block (block INTEGER PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE reuse_common (
    hash INTEGER NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (hash, number)
) WITHOUT ROWID;
CREATE TABLE reuse_common_count (hash INTEGER PRIMARY KEY, count INTEGER NOT NULL);
CREATE TABLE reuse_pair (
    number INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (number, other)
) WITHOUT ROWID;
