CREATE TABLE payment (
  order_id TEXT PRIMARY KEY,
  -- None where an order was refunded before anything was asked for: its row keeps a later authorisation out.
  amount INTEGER CHECK (amount >= 0),
  method TEXT CHECK (method IN ('card', 'transfer', 'easy-pay')),
  state TEXT NOT NULL CHECK (state IN ('unknown', 'declined', 'authorized', 'captured', 'voided', 'refunded')),
  reason TEXT,
  -- From then on, epoch milliseconds, nobody waits for the provider's first answer any more.
  attempt_over_at INTEGER NOT NULL,
  CHECK (amount IS NOT NULL AND method IS NOT NULL OR state = 'voided')
) WITHOUT ROWID;

-- Whoever writes: a payment goes these ways and no other.
CREATE TRIGGER payment_moved BEFORE UPDATE OF state ON payment
WHEN NOT (
  (old.state = 'unknown' AND new.state IN ('authorized', 'declined', 'voided'))
  OR (old.state = 'authorized' AND new.state IN ('captured', 'voided'))
  OR (old.state = 'captured' AND new.state = 'refunded')
)
BEGIN
  SELECT RAISE(ABORT, 'a payment cannot go this way');
END;
