-- Gives the member of a session and the kept name of that member, '' for no name; '' if the session does not exist, was idle for too long, is
-- too old, or belongs to an ended generation.
-- KEYS: the session. ARGV: now (ms), idle (ms), lifetime (ms), prefix of the keys of generations, prefix of the keys of names, 1 if it is not
-- to be prolonged.
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
-- Written at most once a minute, since a page reads a session many times.
if unseen >= 60000 and ARGV[6] ~= '1' then
  redis.call('HSET', KEYS[1], 'seen', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], string.format('%d', math.min(left, tonumber(ARGV[2]))))
end
return { session[1], redis.call('GET', ARGV[5] .. session[1]) or '' }
