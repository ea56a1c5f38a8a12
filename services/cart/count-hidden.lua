-- Counts the pieces of an item that orders under way hide at `now` (epoch milliseconds). This text is prepended to the scripts that
-- need it. The hash `orders` has a value `until item=pieces,item=pieces` for each order. These pieces stay in the cart and are not
-- shown.
local function count_hidden(orders, item, now)
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
