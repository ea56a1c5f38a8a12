-- What was filled into the checkout form, encrypted.
ALTER TABLE draft ADD COLUMN form TEXT;

-- Of which items there was too little when the order was to be reserved, as JSON.
ALTER TABLE orders ADD COLUMN shortage TEXT;
-- Whether the runtime still keeps the order's workflow.
ALTER TABLE orders ADD COLUMN saga_kept INTEGER NOT NULL DEFAULT 1;
CREATE INDEX order_with_saga ON orders (touched_at) WHERE saga_kept = 1;
