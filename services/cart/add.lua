-- Adds pieces of an item to the cart.
-- KEYS: the cart, its orders under way, its remainder, the mark of this request.
-- ARGV: now (ms), lifetime of the mark (s), item, product, quantity, most lines, most pieces, lifetime of the cart (s),
-- pieces in stock or ''.
local now, mark_lifetime = tonumber(ARGV[1]), tonumber(ARGV[2])
local item, wanted = ARGV[3], tonumber(ARGV[5])
local request = 'add ' .. item .. ' ' .. ARGV[5]
local known = mark_lifetime > 0 and recall(KEYS[4], request, now)
if known then
  return known
end

local current = redis.call('HGET', KEYS[1], item)
local sequence, quantity = 0, 0
if current then
  sequence, quantity = string.match(current, '^(%d+):%d+:(%d+)$')
else
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[6]) then
    return 'too-many-lines'
  end
  for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
    sequence = math.max(sequence, tonumber(string.match(value, '^(%d+):')) + 1)
  end
end

local sum = tonumber(quantity) + wanted
if ARGV[9] ~= '' and sum - count_hidden(KEYS[2], item, now) > tonumber(ARGV[9]) then
  return 'not-enough-stock'
end
if sum > tonumber(ARGV[7]) then
  return 'too-many-pieces'
end
redis.call('HSET', KEYS[1], item, string.format('%d:%s:%d', tonumber(sequence), ARGV[4], sum))
redis.call('EXPIRE', KEYS[1], ARGV[8])
redis.call('HDEL', KEYS[3], item)
remember(KEYS[4], request, now, mark_lifetime)
return 'ok'
