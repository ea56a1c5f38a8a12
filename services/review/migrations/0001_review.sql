CREATE TABLE review (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX review_by_time ON review (product_id, created_at DESC, id DESC);
CREATE INDEX review_by_rating ON review (product_id, rating, created_at DESC, id DESC);

CREATE TABLE rating_summary (
  product_id TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  stars_1 INTEGER NOT NULL,
  stars_2 INTEGER NOT NULL,
  stars_3 INTEGER NOT NULL,
  stars_4 INTEGER NOT NULL,
  stars_5 INTEGER NOT NULL,
  CHECK (count = stars_1 + stars_2 + stars_3 + stars_4 + stars_5),
  CHECK (sum = stars_1 + 2 * stars_2 + 3 * stars_3 + 4 * stars_4 + 5 * stars_5)
) WITHOUT ROWID;

-- Counted by trigger, so every insert updates the summary in its own transaction. An insert that is ignored as a repetition does not
-- count.
CREATE TRIGGER review_counted AFTER INSERT ON review
BEGIN
  INSERT INTO rating_summary VALUES (
    new.product_id, 1, new.rating,
    new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5
  )
  ON CONFLICT (product_id) DO UPDATE SET
    count = count + 1,
    sum = sum + excluded.sum,
    stars_1 = stars_1 + excluded.stars_1,
    stars_2 = stars_2 + excluded.stars_2,
    stars_3 = stars_3 + excluded.stars_3,
    stars_4 = stars_4 + excluded.stars_4,
    stars_5 = stars_5 + excluded.stars_5;
END;
