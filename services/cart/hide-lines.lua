-- Hides the pieces of an order, at most as many as are shown. An order that has ended, or already hides its pieces, changes nothing.
-- KEYS: the cart, its orders under way, the mark of this order.
-- ARGV: order, now (ms), hide until (ms), lifetime of the orders (s), then item and pieces of each line.
if redis.call('EXISTS', KEYS[3]) == 1 or redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then
  return 'ok'
end
local lines = {}
for index = 5, #ARGV, 2 do
  local current = redis.call('HGET', KEYS[1], ARGV[index])
  if current then
    local shown = tonumber(string.match(current, ':(%d+)$')) - count_hidden(KEYS[2], ARGV[index], tonumber(ARGV[2]))
    local pieces = math.min(tonumber(ARGV[index + 1]), shown)
    if pieces > 0 then
      lines[#lines + 1] = string.format('%s=%d', ARGV[index], pieces)
    end
  end
end
if #lines > 0 then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. table.concat(lines, ','))
  redis.call('EXPIRE', KEYS[2], ARGV[4])
end
return 'ok'
