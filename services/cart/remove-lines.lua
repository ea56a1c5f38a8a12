-- Removes the pieces of an order from the cart, once for each order: the pieces that it hid, or else at most those that are shown.
-- KEYS: the cart, its orders under way, the mark of this order.
-- ARGV: order, now (ms), lifetime of the cart (s), lifetime of the mark (s), then item and pieces of each line.
if redis.call('GET', KEYS[3]) == 'confirmed' then
  return 'ok'
end
redis.call('SET', KEYS[3], 'confirmed', 'EX', ARGV[4])
local own = redis.call('HGET', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
for index = 5, #ARGV, 2 do
  local item = ARGV[index]
  local current = redis.call('HGET', KEYS[1], item)
  if current then
    local kept, quantity = string.match(current, '^(%d+:%d+):(%d+)$')
    local pieces = tonumber(ARGV[index + 1])
    if own then
      pieces = tonumber(string.match(',' .. string.match(own, ' (.*)$'), ',' .. item .. '=(%d+)') or 0)
    end
    local others = count_hidden(KEYS[2], item, tonumber(ARGV[2]))
    local left = math.max(others, tonumber(quantity) - pieces)
    if left > 0 then
      redis.call('HSET', KEYS[1], item, string.format('%s:%d', kept, left))
    else
      redis.call('HDEL', KEYS[1], item)
    end
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 'ok'
