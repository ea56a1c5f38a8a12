-- Null for a guest's, and for all that were written before members were known.
ALTER TABLE review ADD COLUMN member_id TEXT;

-- Who has which product in hand, as the events of orders say. A review is verified where its member is here: nothing has to be kept
-- in step, whichever of the two comes first.
CREATE TABLE purchase (
  member_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  PRIMARY KEY (member_id, product_id)
) WITHOUT ROWID;

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;
