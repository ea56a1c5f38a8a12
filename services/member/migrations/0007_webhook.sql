-- Where clients of /api/v1 get the events of orders. The secret is made from the version, and is not stored.
CREATE TABLE webhook (
  client_id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  version TEXT NOT NULL,
  failing_since INTEGER,
  disabled_at INTEGER
) WITHOUT ROWID;
