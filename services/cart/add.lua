-- KEYS: the cart, the mark of this addition. ARGV: item, product, quantity, most lines, most pieces, lifetime, memory (s).
local current = redis.call('HGET', KEYS[1], ARGV[1])
if tonumber(ARGV[7]) > 0 and redis.call('EXISTS', KEYS[2]) == 1 then
  return 'ok'
end

local sequence, quantity
if current then
  sequence, quantity = string.match(current, '^(%d+):%d+:(%d+)$')
else
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then
    return 'too-many-lines'
  end
  sequence, quantity = 0, 0
  for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
    local other = tonumber(string.match(value, '^(%d+):'))
    if other >= sequence then
      sequence = other + 1
    end
  end
end

quantity = tonumber(quantity) + tonumber(ARGV[3])
if quantity > tonumber(ARGV[5]) then
  return 'too-many-pieces'
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d:%s:%d', tonumber(sequence), ARGV[2], quantity))
redis.call('EXPIRE', KEYS[1], ARGV[6])
if tonumber(ARGV[7]) > 0 then
  redis.call('SET', KEYS[2], '1', 'EX', ARGV[7])
end
return 'ok'
