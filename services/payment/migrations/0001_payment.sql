CREATE TABLE payment (
  order_id TEXT PRIMARY KEY,
  -- Null if an order was refunded before it had a payment. The row prevents a later authorization.
  amount INTEGER CHECK (amount >= 0),
  method TEXT CHECK (method IN ('card', 'transfer', 'easy-pay')),
  state TEXT NOT NULL CHECK (state IN ('unknown', 'declined', 'authorized', 'captured', 'voided', 'refunded')),
  reason TEXT,
  -- Epoch milliseconds. After this time, no call waits for the provider's first answer any more.
  attempt_over_at INTEGER NOT NULL,
  CHECK (amount IS NOT NULL AND method IS NOT NULL OR state = 'voided')
) WITHOUT ROWID;

-- Allows only these changes of a payment's state.
CREATE TRIGGER payment_moved BEFORE UPDATE OF state ON payment
WHEN NOT (
  (old.state = 'unknown' AND new.state IN ('authorized', 'declined', 'voided'))
  OR (old.state = 'authorized' AND new.state IN ('captured', 'voided'))
  OR (old.state = 'captured' AND new.state = 'refunded')
)
BEGIN
  SELECT RAISE(ABORT, 'a payment cannot go this way');
END;
