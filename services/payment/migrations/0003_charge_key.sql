-- The name of the order's charge at the provider. Older payments have none; theirs is `order:<order>`.
ALTER TABLE payment ADD COLUMN charge_key TEXT;
CREATE UNIQUE INDEX payment_by_charge_key ON payment (charge_key) WHERE charge_key IS NOT NULL;

-- A provider may approve a payment and take the money in one step, so an unknown payment may turn out as captured or refunded.
DROP TRIGGER payment_moved;
CREATE TRIGGER payment_moved BEFORE UPDATE OF state ON payment
WHEN NOT (
  (old.state = 'unknown' AND new.state IN ('authorized', 'declined', 'voided', 'captured', 'refunded'))
  OR (old.state = 'authorized' AND new.state IN ('captured', 'voided'))
  OR (old.state = 'captured' AND new.state = 'refunded')
)
BEGIN
  SELECT RAISE(ABORT, 'a payment cannot go this way');
END;
