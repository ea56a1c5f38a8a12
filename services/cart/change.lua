-- Sets the shown quantity of lines; 0 removes a line. Pieces that orders under way hide are added to it. All lines change, or none.
-- KEYS: the cart, its orders under way, the mark of this request.
-- ARGV: now (ms), lifetime of the mark (s), lifetime of the cart (s), then item and quantity of each line.
local now, mark_lifetime = tonumber(ARGV[1]), tonumber(ARGV[2])
local request = 'change ' .. table.concat(ARGV, ' ', 4)
local known = mark_lifetime > 0 and recall(KEYS[3], request, now)
if known then
  return known
end

local changes = {}
for index = 4, #ARGV, 2 do
  local item, wanted = ARGV[index], tonumber(ARGV[index + 1])
  local current = redis.call('HGET', KEYS[1], item)
  local hidden = current and count_hidden(KEYS[2], item, now) or 0
  local shown = current and tonumber(string.match(current, ':(%d+)$')) > hidden
  if not shown and wanted > 0 then
    return 'not-in-cart'
  end
  if shown then
    changes[#changes + 1] = { item, string.match(current, '^(%d+:%d+):'), wanted + hidden }
  end
end
for _, change in ipairs(changes) do
  if change[3] > 0 then
    redis.call('HSET', KEYS[1], change[1], string.format('%s:%d', change[2], change[3]))
  else
    redis.call('HDEL', KEYS[1], change[1])
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
remember(KEYS[3], request, now, mark_lifetime)
return 'ok'
