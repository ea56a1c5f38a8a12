-- The place of a product among all products: the most popular band first, then the oldest. 64 bands for each factor of 2.7 keep the
-- place of a product while a few more reviews arrive. An index in this order gives the best products first and can stop early. The
-- lowest 40 bits are the id.
ALTER TABLE listing ADD COLUMN place INTEGER GENERATED ALWAYS AS (
  (1023 - min(1023, CAST(64 * ln(1 + popularity) AS INTEGER))) * 1099511627776 + id
) VIRTUAL;
-- What was written last, so that a rebuild writes only what differs.
ALTER TABLE listing ADD COLUMN hash TEXT NOT NULL DEFAULT '';

-- Every three letters of titles and brands, in order and without spaces. A prefix of one or two letters finds short words. The rowid
-- is the place. It replaces listing_text, which a later migration drops: workers of the version before still read it.
CREATE VIRTUAL TABLE listing_gram USING fts5 (
  jamo,
  choseong,
  category,
  content = '',
  contentless_delete = 1,
  prefix = '1 2',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cn'"
);

DROP TRIGGER listing_inserted;
DROP TRIGGER listing_updated;
DROP TRIGGER listing_deleted;
CREATE TRIGGER listing_gram_deleted AFTER DELETE ON listing
BEGIN
  DELETE FROM listing_gram WHERE rowid = old.place;
END;

CREATE TABLE listing_count (category TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO listing_count SELECT category, count(*) FROM listing_category GROUP BY category;
CREATE TRIGGER listing_category_counted AFTER INSERT ON listing_category
BEGIN
  INSERT OR IGNORE INTO listing_count VALUES (new.category, 0);
  UPDATE listing_count SET total = total + 1 WHERE category = new.category;
END;
CREATE TRIGGER listing_category_discounted AFTER DELETE ON listing_category
BEGIN
  UPDATE listing_count SET total = total - 1 WHERE category = old.category;
END;

INSERT INTO listing_gram (rowid, jamo, choseong, category)
WITH RECURSIVE
compact (place, product_id, jamo, choseong) AS (
  SELECT place, product_id, replace(jamo, ' ', ''), replace(choseong, ' ', '') FROM listing
),
number (n) AS (
  SELECT 1
  UNION ALL
  SELECT n + 1 FROM number WHERE n < (SELECT max(length(jamo)) FROM compact)
)
SELECT
  place,
  (SELECT group_concat(substr(jamo, n, 3), ' ') FROM number WHERE n <= length(jamo)),
  (SELECT group_concat(substr(choseong, n, 3), ' ') FROM number WHERE n <= length(choseong)),
  (SELECT group_concat(category, ' ') FROM listing_category c WHERE c.product_id = compact.product_id)
FROM compact;
