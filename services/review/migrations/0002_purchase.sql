-- Null for reviews by guests, and for all reviews from before this column existed.
ALTER TABLE review ADD COLUMN member_id TEXT;

-- Which member received which product, from the events of orders. A review is verified if its member is in this table, whichever of
-- the two is written first.
CREATE TABLE purchase (
  member_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  PRIMARY KEY (member_id, product_id)
) WITHOUT ROWID;

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;
