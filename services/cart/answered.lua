-- Requests that came with an idempotency key leave a mark `time request`. Prepended to the scripts that need it.

-- What a request under a known key is answered; nil where the key is new. `repeated` came long after the first, so not by a double press.
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

-- Keeps the mark for `memory` seconds. A request without a key, whose memory is 0, leaves none.
local function remember(mark, request, now, memory)
  if memory > 0 then
    redis.call('SET', mark, string.format('%.0f %s', now, request), 'EX', string.format('%d', memory))
  end
end
