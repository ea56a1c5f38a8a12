-- The books of the local provider, which stands in for another company. Only local-provider.ts uses them.
CREATE TABLE local_charge (
  key TEXT PRIMARY KEY,
  reference TEXT,
  amount INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('declined', 'authorized', 'captured', 'voided', 'refunded')),
  reason TEXT,
  -- How often its authorization was requested.
  asked INTEGER NOT NULL,
  -- How many captures still have to fail.
  capture_faults INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX local_charge_by_reference ON local_charge (reference);

-- What happened to each charge, in order. A line is never changed.
CREATE TABLE local_entry (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL
);

CREATE INDEX local_entry_by_key ON local_entry (key, number);

CREATE TRIGGER local_charge_opened AFTER INSERT ON local_charge
BEGIN
  INSERT INTO local_entry (key, kind, amount) VALUES (new.key, new.state, new.amount);
END;

CREATE TRIGGER local_charge_changed AFTER UPDATE OF state ON local_charge WHEN old.state <> new.state
BEGIN
  INSERT INTO local_entry (key, kind, amount) VALUES (new.key, new.state, new.amount);
END;
