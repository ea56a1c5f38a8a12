-- KEYS: the cart. ARGV: item, quantity (0 removes), lifetime (s).
local current = redis.call('HGET', KEYS[1], ARGV[1])
if not current then
  if tonumber(ARGV[2]) == 0 then
    return 'ok'
  end
  return 'not-in-cart'
end
if tonumber(ARGV[2]) == 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  local kept = string.match(current, '^(%d+:%d+):')
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s:%d', kept, tonumber(ARGV[2])))
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 'ok'
