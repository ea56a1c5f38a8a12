-- Shows the lines of an order again that is cancelled or was not made. A late request to hide them finds the mark and does nothing.
-- KEYS: the cart's orders under way, the mark of this order. ARGV: order, lifetime of the mark (s).
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], 'cancelled', 'NX', 'EX', ARGV[2])
return 'ok'
