-- Moves the lines of the guest's cart behind the lines of the member's cart. An item in both carts gets the larger quantity. Lines
-- without room go into the remainder. A second run finds nothing to move.
-- KEYS: the member's cart, its orders under way, its remainder, the guest's cart. ARGV: now (ms), most lines, lifetime (s).
local fields = redis.call('HGETALL', KEYS[4])
if #fields == 0 then
  return 'ok'
end
local last = -1
for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
  last = math.max(last, tonumber(string.match(value, '^(%d+):')))
end
local lines = {}
for index = 1, #fields, 2 do
  local sequence, product, quantity = string.match(fields[index + 1], '^(%d+):(%d+):(%d+)$')
  lines[#lines + 1] = { item = fields[index], sequence = tonumber(sequence), product = product, quantity = tonumber(quantity) }
end
table.sort(lines, function(one, other)
  return one.sequence < other.sequence
end)

local most = tonumber(ARGV[2])
for place, line in ipairs(lines) do
  local current = redis.call('HGET', KEYS[1], line.item)
  local behind = string.format('%d:%s:%d', last + place, line.product, line.quantity)
  if current then
    local kept, quantity = string.match(current, '^(%d+:%d+):(%d+)$')
    local hidden = count_hidden(KEYS[2], line.item, tonumber(ARGV[1]))
    local larger = math.max(tonumber(quantity), line.quantity + hidden)
    redis.call('HSET', KEYS[1], line.item, string.format('%s:%d', kept, larger))
  elseif redis.call('HLEN', KEYS[1]) < most then
    redis.call('HSET', KEYS[1], line.item, behind)
  elseif redis.call('HLEN', KEYS[3]) < most then
    redis.call('HSET', KEYS[3], line.item, behind)
  end
end
redis.call('DEL', KEYS[4])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[3], ARGV[3])
return 'ok'
