/** The tables of one item's Durable Object. Every statement may be repeated. */
export const schema = [
  `CREATE TABLE IF NOT EXISTS item (
    id INTEGER PRIMARY KEY CHECK (id = 1) DEFAULT 1,
    item_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    on_hand INTEGER NOT NULL DEFAULT 0,
    reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND on_hand),
    revision INTEGER NOT NULL,
    published INTEGER NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS claim (
    order_id TEXT PRIMARY KEY,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'confirmed')),
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS claim_by_expiry ON claim (expires_at) WHERE state = 'reserved'`,
  `CREATE TABLE IF NOT EXISTS movement (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    on_hand INTEGER NOT NULL,
    reserved INTEGER NOT NULL
  )`,
  `CREATE UNIQUE INDEX IF NOT EXISTS restocking_by_key ON movement (reference) WHERE kind = 'restocked'`,
  `CREATE TRIGGER IF NOT EXISTS sum_up AFTER INSERT ON movement BEGIN
    UPDATE item SET on_hand = on_hand + NEW.on_hand, reserved = reserved + NEW.reserved, revision = revision + 1;
  END`,
];
