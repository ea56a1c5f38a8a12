-- KEYS: the member's cart, the guest's cart. ARGV: most lines, lifetime (s).
-- Moves the guest's lines behind the member's. What both have takes the guest's quantity. A second run finds nothing to move.
local guest = redis.call('HGETALL', KEYS[2])
if #guest > 0 then
  local last = -1
  for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
    last = math.max(last, tonumber(string.match(value, '^(%d+):')))
  end
  for index = 1, #guest, 2 do
    local sequence, product, quantity = string.match(guest[index + 1], '^(%d+):(%d+):(%d+)$')
    local current = redis.call('HGET', KEYS[1], guest[index])
    if current then
      redis.call('HSET', KEYS[1], guest[index], string.match(current, '^(%d+:%d+):') .. ':' .. quantity)
    elseif redis.call('HLEN', KEYS[1]) < tonumber(ARGV[1]) then
      local place = string.format('%d', last + 1 + tonumber(sequence))
      redis.call('HSET', KEYS[1], guest[index], place .. ':' .. product .. ':' .. quantity)
    end
  end
  redis.call('DEL', KEYS[2])
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return 'ok'
