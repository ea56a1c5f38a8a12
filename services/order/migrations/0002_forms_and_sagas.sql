-- The checkout form as the shopper filled it in, encrypted.
ALTER TABLE draft ADD COLUMN form TEXT;

-- Items that had too few pieces to reserve, as JSON.
ALTER TABLE orders ADD COLUMN shortage TEXT;
-- Whether the runtime still has the order's workflow.
ALTER TABLE orders ADD COLUMN saga_kept INTEGER NOT NULL DEFAULT 1;
CREATE INDEX order_with_saga ON orders (touched_at) WHERE saga_kept = 1;
