-- Orders that have ended, by the time of their end: those older than the law asks are deleted.
CREATE INDEX order_ended ON orders (touched_at) WHERE state IN ('DELIVERED', 'CANCELLED', 'REFUNDED');
