-- The words of titles and brands. A search that finds nothing is corrected to the nearest of them.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  jamo TEXT NOT NULL UNIQUE,
  word TEXT NOT NULL,
  frequency INTEGER NOT NULL, -- products that had it at the last rebuild
  generation INTEGER NOT NULL
);
CREATE INDEX term_generation ON term (generation);

-- The beginning of each word with up to two jamo left out. Words that differ in at most two jamo share one of these keys.
CREATE TABLE term_key (
  key TEXT NOT NULL,
  term_id INTEGER NOT NULL,
  PRIMARY KEY (key, term_id)
) WITHOUT ROWID;
CREATE INDEX term_key_term ON term_key (term_id);

-- Other spellings of words in titles and brands, such as pokemon for 포켓몬. Both are in lower case without spaces.
CREATE TABLE spelling (
  spelling TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (spelling, term)
) WITHOUT ROWID;
