import fc from 'fast-check';

/** Only a few keys, so that commands meet values of other types and of other commands. */
const key = fc.constantFrom('a', 'b', 'c', 'd');
const word = fc.constantFrom('x', 'y', 'zz', '10', '-3', '0', '2.5', '', '한글', 'X y');
const member = fc.constantFrom('m1', 'm2', 'm3', '7', '한');
const field = fc.constantFrom('f1', 'f2', 'f3', 'g*');
const integer = fc.constantFrom('0', '1', '2', '-1', '-2', '5', '100', 'x', '1.5', '');
const score = fc.constantFrom('0', '1', '2', '-1', '2.5', '1e3', 'x');
const bound = fc.constantFrom('-inf', '+inf', '0', '1', '(1', '2', '(2.5', 'x');
const pattern = fc.constantFrom(
  '*',
  'f1',
  'm1',
  'm?',
  '[mf]1',
  'g\\*',
  'F1',
  'a',
  '[^a]',
  '[a-c]',
  'm[',
  'zzz',
);
const seconds = fc.constantFrom('100000', '0', '-1', 'x', '5000000');
const epoch = fc.constantFrom('1', '9999999999', '0', '-5', 'x');

type Part = fc.Arbitrary<string> | fc.Arbitrary<string[]>;
const say = (...parts: (string | Part)[]): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      ...parts.map(
        (part) => (typeof part === 'string' ? fc.constant(part) : part) as fc.Arbitrary<string | string[]>,
      ),
    )
    .map((words) => words.flat());
const some = (part: fc.Arbitrary<string>, most = 3) => fc.array(part, { minLength: 1, maxLength: most });
const pairs = (left: fc.Arbitrary<string>, right: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(left, right), { minLength: 1, maxLength: 3 }).map((list) => list.flat());
const maybe = (...parts: (string | Part)[]) => fc.oneof(fc.constant<string[]>([]), say(...parts));
const either = (...names: string[]) => fc.constantFrom(...names);

const strings = [
  say(either('GET', 'STRLEN', 'GETDEL', 'INCR', 'DECR'), key),
  say(
    'SET',
    key,
    word,
    maybe(either('EX', 'px'), seconds),
    maybe(either('NX', 'xx')),
    maybe(either('GET', 'KEEPTTL')),
  ),
  say('SET', key, word, either('EXAT', 'PXAT'), epoch),
  say(either('SETNX', 'GETSET', 'APPEND'), key, word),
  say(either('SETEX', 'PSETEX'), key, seconds, word),
  say(either('INCRBY', 'DECRBY'), key, integer),
  say('INCRBYFLOAT', key, fc.constantFrom('0.5', '2', '-1.25', 'x')),
  say('GETRANGE', key, integer, integer),
  say('SETRANGE', key, fc.constantFrom('0', '2', '-1', 'x'), word),
  say('GETEX', key, maybe(either('EX', 'px'), seconds)),
  say('GETEX', key, either('EXAT', 'pxat'), epoch),
  say('GETEX', key, either('PERSIST', 'NONSENSE')),
  say('MGET', some(key)),
  say(either('MSET', 'MSETNX'), pairs(key, word)),
];
const keys = [
  say(either('DEL', 'UNLINK', 'EXISTS', 'TOUCH'), some(key)),
  say(either('TYPE', 'TTL', 'PTTL', 'PERSIST', 'EXPIRETIME'), key),
  say(either('EXPIRE', 'PEXPIRE'), key, fc.constantFrom('90000', '0', '-1', 'x', '100000')),
  say(either('EXPIREAT', 'PEXPIREAT'), key, fc.constantFrom('1', '0', '-5', 'x', '99999999999')),
  say(either('RENAME', 'RENAMENX', 'COPY'), key, key),
  say('KEYS', pattern),
  say(
    'SCAN',
    '0',
    maybe('MATCH', pattern),
    maybe('COUNT', fc.constantFrom('100', '0', 'x')),
    maybe('TYPE', either('hash', 'string', 'x')),
  ),
  say('PING'),
  say('OBJECT', 'ENCODING', key),
];
const hashes = [
  say(either('HGET', 'HEXISTS', 'HSTRLEN'), key, field),
  say(either('HSET', 'HMSET'), key, pairs(field, word)),
  say(either('HSET', 'HMSET'), key, field),
  say('HSETNX', key, field, word),
  say(either('HGETALL', 'HKEYS', 'HVALS', 'HLEN'), key),
  say(either('HDEL', 'HMGET'), key, some(field)),
  say('HINCRBY', key, field, integer),
  say('HINCRBYFLOAT', key, field, fc.constantFrom('0.5', '-2', 'x')),
  say('HSCAN', key, '0', maybe('MATCH', pattern), maybe('COUNT', fc.constantFrom('100', '0', 'x'))),
  say('HRANDFIELD', key, integer),
];
const sets = [
  say(either('SADD', 'SREM', 'SMISMEMBER'), key, some(member)),
  say('SISMEMBER', key, member),
  say(either('SMEMBERS', 'SCARD'), key),
  say(either('SINTER', 'SUNION', 'SDIFF'), some(key)),
  say(either('SINTERSTORE', 'SUNIONSTORE', 'SDIFFSTORE'), key, some(key)),
  say('SMOVE', key, key, member),
  say('SSCAN', key, '0', maybe('MATCH', pattern)),
  say('SINTERCARD', '1', key),
];
const sortedSets = [
  say(
    'ZADD',
    key,
    fc.oneof(fc.constant<string[]>([]), some(either('NX', 'xx', 'CH', 'INCR', 'GT'), 2)),
    pairs(score, member),
  ),
  say(either('ZSCORE', 'ZRANK', 'ZREVRANK'), key, member),
  say(either('ZREM', 'ZMSCORE'), key, some(member)),
  say('ZCARD', key),
  say('ZINCRBY', key, score, member),
  say('ZCOUNT', key, bound, bound),
  say(either('ZRANGE', 'ZREVRANGE'), key, integer, integer, maybe(either('WITHSCORES', 'withscores'))),
  say('ZRANGE', key, integer, integer, 'REV'),
  say('ZRANGE', key, bound, bound, 'BYSCORE', maybe('REV'), maybe('LIMIT', integer, integer)),
  say(
    either('ZRANGEBYSCORE', 'ZREVRANGEBYSCORE'),
    key,
    bound,
    bound,
    maybe('WITHSCORES'),
    maybe('LIMIT', integer, integer),
  ),
  say(either('ZREMRANGEBYSCORE'), key, bound, bound),
  say(either('ZREMRANGEBYRANK'), key, integer, integer),
  say(either('ZPOPMIN', 'ZPOPMAX'), key, maybe(integer)),
  say('ZSCAN', key, '0', maybe('MATCH', pattern)),
  say(either('ZINTERSTORE', 'ZUNIONSTORE'), key, '2', key, key),
  say(either('ZRANGEBYLEX', 'ZLEXCOUNT'), key, either('-', '[m1', '(m1', 'm1'), either('+', '[m2', '(m3')),
];
const lists = [
  say(either('LPUSH', 'RPUSH', 'LPUSHX', 'RPUSHX'), key, some(word)),
  say(either('LPOP', 'RPOP'), key, maybe(integer)),
  say(either('LRANGE', 'LTRIM'), key, integer, integer),
  say('LINDEX', key, integer),
  say('LLEN', key),
  say('LSET', key, integer, word),
  say('LREM', key, integer, word),
  say('LINSERT', key, either('BEFORE', 'after', 'x'), word, word),
  say('LPOS', key, word),
  say('RPOPLPUSH', key, key),
  say('LMOVE', key, key, either('LEFT', 'right', 'x'), either('left', 'RIGHT')),
];
const scripts = [
  say('EVAL', "return redis.call('GET', KEYS[1])", '1', key),
  say('EVAL', "return redis.call('SET', KEYS[1], ARGV[1])", '1', key, word),
  say('EVAL', "return redis.call('HGET', KEYS[1], ARGV[1])", '1', key, field),
  say('EVAL', "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])", '1', key, field, word),
  say('EVAL', "return redis.call('INCRBY', KEYS[1], ARGV[1])", '1', key, integer),
  say('EVAL', "return redis.call('SADD', KEYS[1], ARGV[1])", '1', key, member),
  say('EVAL', "return redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])", '1', key, score, member),
  say('EVAL', "return redis.call('LPUSH', KEYS[1], ARGV[1])", '1', key, word),
  say('EVAL', "return redis.call('DEL', KEYS[1])", '1', key),
  say('EVAL', "return redis.call('HDEL', KEYS[1], ARGV[1])", '1', key, field),
  say('EVAL_RO', "return redis.call('SET', KEYS[1], ARGV[1])", '1', key, word),
  say('EVAL', "return redis.call('RPUSHX', KEYS[1], ARGV[1], ARGV[2])", '1', key, word, word),
  say('EVAL', "return redis.call('GETRANGE', KEYS[1], 0, 1)", '1', key),
];

/** Makes commands of every kind, some of them malformed, as a careless program would send them. */
export const randomCommand = fc.oneof(
  ...[strings, keys, hashes, sets, sortedSets, lists, scripts].map((group) => fc.oneof(...group)),
);
