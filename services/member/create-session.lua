-- KEYS: the session, the member's generation. ARGV: member, now (ms), idle (ms), lifetime (ms).
local generation = redis.call('GET', KEYS[2]) or '0'
redis.call('HSET', KEYS[1], 'member', ARGV[1], 'created', ARGV[2], 'seen', ARGV[2], 'generation', generation)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
-- It must be known for as long as any session that was made in it may last.
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 'ok'
