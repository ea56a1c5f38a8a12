-- What a member is about to order. `lines` is what was asked for, `snapshot` what it came to when it was last drawn up.
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

-- `cancelling` says why it is being undone. `personal` is encrypted. `touched_at` is when someone last worked at it.
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

-- A row for each state an order was in. The key sees to it that a version is made once.
CREATE TABLE order_history (
  order_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, version)
) WITHOUT ROWID;

-- Requests that came with an idempotency key; `order_id` once they were answered.
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
