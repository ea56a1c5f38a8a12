CREATE TABLE stock (
  item_id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  available INTEGER NOT NULL CHECK (available >= 0),
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX stock_by_product ON stock (product_id);

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
