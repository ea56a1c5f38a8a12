-- Orders before they are placed. `lines` is what the member wants, `snapshot` its prices at the time `drawn_at`.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL,
  source TEXT NOT NULL,
  lines TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  drawn_at INTEGER NOT NULL,
  order_id TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX open_draft ON draft (member, source) WHERE order_id IS NULL;
CREATE INDEX draft_by_age ON draft (drawn_at);

-- `cancelling` is the reason for undoing an order. `personal` is encrypted. `touched_at` is the time of the last work on the order.
CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL,
  draft TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (
    state IN ('PENDING', 'RESERVED', 'AUTHORIZED', 'CONFIRMED', 'CAPTURED', 'FULFILLING', 'DELIVERED', 'CANCELLED', 'REFUNDED')
  ),
  version INTEGER NOT NULL,
  cancelling TEXT,
  content TEXT NOT NULL,
  personal TEXT NOT NULL,
  arrival TEXT,
  trace TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  touched_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_by_member ON orders (member, placed_at DESC, id DESC);
CREATE INDEX order_under_way ON orders (touched_at) WHERE state NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED');

-- A row for each state of an order. The key allows each version once.
CREATE TABLE order_history (
  order_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, version)
) WITHOUT ROWID;

-- Requests with an idempotency key. `order_id` is null until they are answered.
CREATE TABLE placement (
  member TEXT NOT NULL,
  key TEXT NOT NULL,
  hash TEXT NOT NULL,
  order_id TEXT,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (member, key)
) WITHOUT ROWID;

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE consumed (id TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID;
