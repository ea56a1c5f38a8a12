-- A flush leases the events that it hands over, so that other flushes hand over other events.
ALTER TABLE outbox ADD COLUMN leased_until INTEGER NOT NULL DEFAULT 0;

-- What the clock looks for each minute or hour. Without an index each look would read the whole table.
CREATE INDEX placement_by_age ON placement (started_at);
CREATE INDEX consumed_by_age ON consumed (time);
-- Orders whose saga must be at work. Those on their way to the shopper wait for days, so they are left out.
CREATE INDEX order_at_work ON orders (touched_at)
WHERE state NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED') AND (state <> 'FULFILLING' OR cancelling IS NOT NULL);
