-- The clients of /api/v1. Only the hash of a key is kept, and its last characters, so that people can tell keys apart.
CREATE TABLE api_client (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  key_end TEXT NOT NULL,
  -- Separated by spaces.
  scopes TEXT NOT NULL,
  -- Requests in a minute.
  quota INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;
