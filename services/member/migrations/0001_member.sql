-- Encrypted columns have the form `key id:initialization vector:ciphertext`.
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  -- A keyed hash of the e-mail. It finds the member.
  account TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  language TEXT NOT NULL,
  -- The key that encrypts the e-mail and the name.
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX member_by_key ON member (key_id);

CREATE TABLE address (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (id),
  content TEXT NOT NULL,
  key_id TEXT NOT NULL,
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX address_by_member ON address (member_id, created_at, id);
CREATE INDEX address_by_key ON address (key_id);
CREATE UNIQUE INDEX address_preferred ON address (member_id) WHERE preferred = 1;

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
