-- KEYS: the cart, its orders under way, the mark of this order. ARGV: order, now (ms), lifetime, memory (s), then item and pieces of each line.
-- Takes what was ordered out of the cart, once an order. What was set aside for it says how much that is; else at most what is shown.
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
    local others = hidden(KEYS[2], item, tonumber(ARGV[2]))
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
