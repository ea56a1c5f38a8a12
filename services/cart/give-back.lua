-- KEYS: the cart's orders under way, the mark of this order. ARGV: order, memory (s).
-- Shows again what was set aside for an order that will not be. A later request to set it aside finds the mark.
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[2], 'cancelled', 'NX', 'EX', ARGV[2])
return 'ok'
