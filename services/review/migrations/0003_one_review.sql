-- From this migration on, only a member who received a product may review it, and only once. Other reviews move to a table that is
-- neither shown nor counted: reviews by guests, by members without the product, and older reviews of a product by the same member.
-- Seeded reviews stay. Their ids are numbers; a review that a visitor wrote has an id of 32 characters.
CREATE TABLE unverified_review (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  rating INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  member_id TEXT
) WITHOUT ROWID;

INSERT INTO unverified_review
SELECT id, product_id, rating, title, body, author, created_at, member_id FROM review
WHERE length(id) = 32 AND (
  NOT EXISTS (
    SELECT 1 FROM purchase WHERE purchase.member_id = review.member_id AND purchase.product_id = review.product_id
  ) OR EXISTS (
    SELECT 1 FROM review AS newer
    WHERE newer.member_id = review.member_id AND newer.product_id = review.product_id
      AND (newer.created_at, newer.id) > (review.created_at, review.id)
  )
);

DELETE FROM review WHERE id IN (SELECT id FROM unverified_review);

DELETE FROM rating_summary;
INSERT INTO rating_summary
SELECT product_id, count(*), sum(rating),
  sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5)
FROM review GROUP BY product_id;

ALTER TABLE review ADD COLUMN changed_at INTEGER;

CREATE UNIQUE INDEX review_by_member ON review (member_id, product_id) WHERE member_id IS NOT NULL;

CREATE TRIGGER review_recounted AFTER UPDATE OF rating ON review
BEGIN
  UPDATE rating_summary SET
    sum = sum - old.rating + new.rating,
    stars_1 = stars_1 - (old.rating = 1) + (new.rating = 1),
    stars_2 = stars_2 - (old.rating = 2) + (new.rating = 2),
    stars_3 = stars_3 - (old.rating = 3) + (new.rating = 3),
    stars_4 = stars_4 - (old.rating = 4) + (new.rating = 4),
    stars_5 = stars_5 - (old.rating = 5) + (new.rating = 5)
  WHERE product_id = new.product_id;
END;

CREATE TRIGGER review_discounted AFTER DELETE ON review
BEGIN
  UPDATE rating_summary SET
    count = count - 1,
    sum = sum - old.rating,
    stars_1 = stars_1 - (old.rating = 1),
    stars_2 = stars_2 - (old.rating = 2),
    stars_3 = stars_3 - (old.rating = 3),
    stars_4 = stars_4 - (old.rating = 4),
    stars_5 = stars_5 - (old.rating = 5)
  WHERE product_id = old.product_id;
  DELETE FROM rating_summary WHERE product_id = old.product_id AND count = 0;
END;

-- Forms that were taken. A form that is sent again changes nothing, even after its review was changed or withdrawn.
CREATE TABLE taken_form (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;
