-- A request with an idempotency key leaves a mark `time request`. This text is prepended to the scripts that need it.

-- The answer to a request with a known key; nil for a new key. `repeated`: the first request was more than 5 seconds ago, so this
-- one is no double click.
local function recall(mark, request, now)
  local known = redis.call('GET', mark)
  if not known then
    return nil
  end
  local time, first = string.match(known, '^(%d+) (.*)$')
  if first ~= request then
    return 'key-reused'
  end
  if now - tonumber(time) > 5000 then
    return 'repeated'
  end
  return 'ok'
end

-- Stores the mark for `lifetime` seconds. A request without a key has the lifetime 0 and leaves no mark.
local function remember(mark, request, now, lifetime)
  if lifetime > 0 then
    redis.call('SET', mark, string.format('%.0f %s', now, request), 'EX', string.format('%d', lifetime))
  end
end
