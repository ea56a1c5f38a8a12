-- The words of titles and brands, for searches that find nothing: which of them were meant?
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  jamo TEXT NOT NULL UNIQUE,
  word TEXT NOT NULL,
  frequency INTEGER NOT NULL, -- products that have it, as of the last rebuild
  generation INTEGER NOT NULL
);
CREATE INDEX term_generation ON term (generation);

-- Each word's beginning with up to two jamo left out. Words that differ in two jamo or fewer share one of these keys.
CREATE TABLE term_key (
  key TEXT NOT NULL,
  term_id INTEGER NOT NULL,
  PRIMARY KEY (key, term_id)
) WITHOUT ROWID;
CREATE INDEX term_key_term ON term_key (term_id);

-- Other spellings of the catalogue's words, such as pokemon for 포켓몬. Both in lower case without spaces.
CREATE TABLE spelling (
  spelling TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (spelling, term)
) WITHOUT ROWID;
