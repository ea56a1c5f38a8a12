-- A flush leases the events that it hands over, so that other flushes hand over other events.
ALTER TABLE outbox ADD COLUMN leased_until INTEGER NOT NULL DEFAULT 0;
