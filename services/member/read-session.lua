-- KEYS: the session. ARGV: now (ms), idle (ms), lifetime (ms), how keys of generations begin, whether it is only watched (1).
-- Whose it is, or '' where it is none, idle for too long, too old, or of a generation that was logged out.
local session = redis.call('HMGET', KEYS[1], 'member', 'created', 'seen', 'generation')
if not session[1] then
  return ''
end
local now = tonumber(ARGV[1])
local unseen = now - tonumber(session[3])
local left = tonumber(session[2]) + tonumber(ARGV[3]) - now
local generation = redis.call('GET', ARGV[4] .. session[1]) or '0'
if unseen > tonumber(ARGV[2]) or left <= 0 or generation ~= session[4] then
  redis.call('DEL', KEYS[1])
  return ''
end
-- Noted once a minute, as a page asks many times.
if unseen >= 60000 and ARGV[5] ~= '1' then
  redis.call('HSET', KEYS[1], 'seen', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], string.format('%d', math.min(left, tonumber(ARGV[2]))))
end
return session[1]
