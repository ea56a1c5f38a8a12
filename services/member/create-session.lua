-- Stores a new session in the member's current generation.
-- KEYS: the session, the member's generation. ARGV: member, now (ms), idle (ms), lifetime (ms).
local generation = redis.call('GET', KEYS[2]) or '0'
redis.call('HSET', KEYS[1], 'member', ARGV[1], 'created', ARGV[2], 'seen', ARGV[2], 'generation', generation)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
-- The generation must be stored for as long as its sessions may last.
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 'ok'
