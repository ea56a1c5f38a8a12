-- Several members may have the same e-mail; at most one of them has confirmed it.
-- The addresses move to another table first, since the table of members cannot be replaced while they refer to it.
CREATE TABLE address_kept AS SELECT * FROM address;
DROP TABLE address;

CREATE TABLE member_next (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  language TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- When the member used a link that was mailed to this e-mail.
  confirmed_at INTEGER,
  -- When the member agreed to the terms and the privacy policy; NULL if the form did not ask.
  consented_at INTEGER
) WITHOUT ROWID;

INSERT INTO member_next (id, account, email, name, password, language, key_id, created_at)
SELECT id, account, email, name, password, language, key_id, created_at FROM member;

DROP TABLE member;
ALTER TABLE member_next RENAME TO member;

CREATE INDEX member_by_key ON member (key_id);
-- Hashes of one e-mail share a salt, so the same password with the same e-mail is the same member.
CREATE UNIQUE INDEX member_by_account ON member (account, password);
CREATE UNIQUE INDEX member_confirmed ON member (account) WHERE confirmed_at IS NOT NULL;

CREATE TABLE address (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (id),
  content TEXT NOT NULL,
  key_id TEXT NOT NULL,
  preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO address (id, member_id, content, key_id, preferred, created_at)
SELECT id, member_id, content, key_id, preferred, created_at FROM address_kept;
DROP TABLE address_kept;

CREATE INDEX address_by_member ON address (member_id, created_at, id);
CREATE INDEX address_by_key ON address (key_id);
CREATE UNIQUE INDEX address_preferred ON address (member_id) WHERE preferred = 1;

-- Links that were mailed, by the SHA-256 of their token.
CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  member_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) WITHOUT ROWID;

CREATE INDEX token_by_member ON token (member_id, kind);
CREATE INDEX token_by_expiry ON token (expires_at);

-- Mails that wait to be sent, each encrypted. The local provider sends nothing and keeps them here.
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  sent_at INTEGER
) WITHOUT ROWID;

CREATE INDEX mail_by_due ON mail (due_at) WHERE sent_at IS NULL;
CREATE INDEX mail_by_account ON mail (account);

-- Forms that took effect, by a keyed hash of the member, the form and its idempotency key.
CREATE TABLE done (
  id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX done_by_expiry ON done (expires_at);
