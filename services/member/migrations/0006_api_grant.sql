-- Where members come back to, separated by spaces; and whether the client is one that cannot keep its key secret.
ALTER TABLE api_client ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '';
ALTER TABLE api_client ADD COLUMN open INTEGER NOT NULL DEFAULT 0;

-- What a member has allowed a client. Without its grant a token is worth nothing.
CREATE TABLE api_grant (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  -- Separated by spaces.
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX api_grant_by_member ON api_grant (member_id, client_id);

-- Codes, access tokens and refresh tokens, by their SHA-256. A used one stays until it expires, so that a second use is noticed.
CREATE TABLE api_token (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('code', 'access', 'refresh')),
  grant_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  -- Of a code only: where it was sent, and the hash of the secret that its client has.
  redirect_uri TEXT,
  challenge TEXT
) WITHOUT ROWID;

CREATE INDEX api_token_by_grant ON api_token (grant_id);
CREATE INDEX api_token_by_expiry ON api_token (expires_at);
