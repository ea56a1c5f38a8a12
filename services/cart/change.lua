-- KEYS: the cart, its orders under way. ARGV: item, quantity (0 removes), lifetime (s), now (ms).
-- The quantity is what is shown; pieces that orders under way hide come on top.
local current = redis.call('HGET', KEYS[1], ARGV[1])
local wanted = tonumber(ARGV[2])
local aside = current and hidden(KEYS[2], ARGV[1], tonumber(ARGV[4])) or 0
if not current or tonumber(string.match(current, ':(%d+)$')) <= aside then
  if wanted == 0 then
    return 'ok'
  end
  return 'not-in-cart'
end
if wanted + aside == 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  local kept = string.match(current, '^(%d+:%d+):')
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s:%d', kept, wanted + aside))
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 'ok'
