-- The read model of the search service. It can be rebuilt from the other services at any time.
CREATE TABLE listing (
  id INTEGER PRIMARY KEY, -- listing_text refers to it; an implicit rowid may change
  product_id TEXT NOT NULL UNIQUE,
  item_id TEXT NOT NULL,
  title TEXT NOT NULL,
  brand TEXT NOT NULL,
  price INTEGER NOT NULL,
  list_price INTEGER NOT NULL,
  discount_percent INTEGER NOT NULL,
  rating REAL NOT NULL,
  review_count INTEGER NOT NULL,
  popularity REAL GENERATED ALWAYS AS (rating * review_count) STORED,
  created_at INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  -- title and brand in three spellings: ' word word' || char(10) || ' brand'
  folded TEXT NOT NULL,
  jamo TEXT NOT NULL,
  choseong TEXT NOT NULL
);

-- A product has one row for its category, one for each category above it, and one for the whole shop, which is the category ''.
-- The sort keys are copied here, so a page of a list is one range of one index, also in a large category.
CREATE TABLE listing_category (
  category TEXT NOT NULL,
  product_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  price INTEGER NOT NULL,
  discount_percent INTEGER NOT NULL,
  rating REAL NOT NULL,
  review_count INTEGER NOT NULL,
  popularity REAL NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (category, product_id)
) WITHOUT ROWID;

CREATE INDEX listing_category_product ON listing_category (product_id);
CREATE INDEX listing_category_popularity ON listing_category (category, popularity DESC, product_id);
CREATE INDEX listing_category_price ON listing_category (category, price, product_id);
CREATE INDEX listing_category_price_descending ON listing_category (category, price DESC, product_id);
CREATE INDEX listing_category_rating ON listing_category (category, rating DESC, review_count DESC, product_id);
CREATE INDEX listing_category_newest ON listing_category (category, created_at DESC, product_id);
CREATE INDEX listing_category_discount ON listing_category (category, discount_percent DESC, product_id);

-- Without spaces, so that 나노블록 finds 나노 블록. The table has no content of its own, since the spellings are in listing.
CREATE VIRTUAL TABLE listing_text USING fts5 (
  jamo,
  choseong,
  content = '',
  contentless_delete = 1,
  tokenize = 'trigram case_sensitive 1'
);

CREATE TRIGGER listing_inserted AFTER INSERT ON listing
BEGIN
  INSERT INTO listing_text (rowid, jamo, choseong)
  VALUES (new.id, replace(new.jamo, ' ', ''), replace(new.choseong, ' ', ''));
END;

CREATE TRIGGER listing_updated AFTER UPDATE OF jamo, choseong ON listing
WHEN old.jamo <> new.jamo OR old.choseong <> new.choseong
BEGIN
  UPDATE listing_text
  SET jamo = replace(new.jamo, ' ', ''), choseong = replace(new.choseong, ' ', '')
  WHERE rowid = old.id;
END;

CREATE TRIGGER listing_deleted AFTER DELETE ON listing
BEGIN
  DELETE FROM listing_text WHERE rowid = old.id;
END;
