-- Orders under way keep a value `until item=pieces,item=pieces` each in the hash `orders`: pieces that stay in the cart and are not shown.
-- Gives the pieces of an item that are hidden at `now` (epoch milliseconds). Prepended to the scripts that need it.
local function hidden(orders, item, now)
  local sum = 0
  for _, value in ipairs(redis.call('HVALS', orders)) do
    local ends, lines = string.match(value, '^(%d+) (.*)$')
    local pieces = tonumber(ends) > now and string.match(',' .. lines, ',' .. item .. '=(%d+)')
    if pieces then
      sum = sum + tonumber(pieces)
    end
  end
  return sum
end
