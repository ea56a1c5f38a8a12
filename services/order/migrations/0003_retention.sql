-- Orders that have ended, by the time of their end. They are deleted after the time that the law requires.
CREATE INDEX order_ended ON orders (touched_at) WHERE state IN ('DELIVERED', 'CANCELLED', 'REFUNDED');
