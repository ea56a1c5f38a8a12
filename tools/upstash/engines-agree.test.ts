import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { createEmbeddedEngine } from './create-embedded-engine.ts';
import { createRedisEngine } from './create-redis-engine.ts';
import type { Engine } from './engine.ts';
import { toUpstashReply } from './to-upstash-reply.ts';

/** Commands that run in this order on both engines; each answer must be the same. `""` is an empty argument. */
const SAME: Record<string, string[]> = {
  strings:
    `SET s 1|GET s|SET s 2 nx|SET s 3 xx get ex 100|TTL s|SET s 4 keepttl|TTL s|SET s 5|TTL s|SET s v nx get
    SET n v nx get|GET n|PTTL nope|TTL nope|GETSET s 6|GETDEL s|GETDEL s|INCR c|INCRBY c 10|DECR c|DECRBY c 3
    INCRBYFLOAT c 0.5|INCRBYFLOAT f 3.0|INCR c|INCR|INCRBY c x|SET|GET|FOO bar|MSET a 1 b 2|MSET a|MGET a b zz
    MGET a h|SETNX a 2|SETNX a2 2|SETEX e 100 v|TTL e|PSETEX e 100000 v|SETEX e 0 v|APPEND a 한글|STRLEN a
    EXISTS a b zz a|DEL a b zz|TYPE s|TYPE c|EXPIRE c 100|EXPIRE zz 100|PERSIST c|PERSIST c|EXPIRE c -1|EXISTS c
    EXPIRE c x|SET ascii abc|GETRANGE ascii 1 -1|SETRANGE ascii 1 zz|GET ascii|SET k v bad|SET k v EX
    SET k v EX 0|SET k v EX 1 PX 1|SET k v nx xx|SET k v EX abc|SET nul ""|GET nul|MSETNX q1 1 q2 2
    MSETNX q2 1 q3 2|EXISTS q3|TOUCH q1 q2 q3|GETEX e ex 50|TTL e|GETEX e persist|TTL e`.split(/\||\n/),
  hashes:
    `HSET h a 1 b 2|HSET h a 3 c 4|HGET h a|HGET h zz|HGET zz a|HMGET h a zz b|HGETALL h|HGETALL zz|HDEL h a zz
    HLEN h|HEXISTS h b|HKEYS h|HVALS h|HINCRBY h n 5|HINCRBY h n -2|HINCRBY h n x|HSET h t text|HINCRBY h t 1
    HINCRBYFLOAT h fl 1.5|HSETNX h n 1|HSETNX h m 1|HSTRLEN h n|HMSET h x 1 y 2|GET h|INCR h|HSET s2 a
    HDEL h b c n t fl m x y|EXISTS h|TYPE h|HGETALL h|HSCAN h 0`.split(/\||\n/),
  sets: `SADD se 1 2 3 2|SADD se 2 9|SMEMBERS se|SISMEMBER se 1|SISMEMBER se 7|SMISMEMBER se 1 7|SCARD se|SREM se 1 77
    SADD se2 2 4|SINTER se se2|SUNIONSTORE d se se2|SCARD d|SINTERSTORE d2 se nope|EXISTS d2|SMOVE se se2 9
    SREM se 2 3|EXISTS se|SPOP nope|SRANDMEMBER nope|HGET se2 a|LPUSH se2 a|ZADD se2 1 a`.split(/\||\n/),
  'sorted sets':
    `ZADD z 1 a 2 b 3.5 c|ZADD z 5 a|ZADD z nx 1 a 7 d|ZADD z xx 6 a 1 q|ZADD z incr 2 a|ZSCORE z a
    ZSCORE z zz|ZMSCORE z a zz c|ZRANGE z 0 -1|ZRANGE z 0 -1 withscores|ZRANGE z 0 -1 rev
    ZRANGE z 0 1 REV WITHSCORES|ZRANGE z 2 6 byscore|ZRANGE z (2 +inf BYSCORE LIMIT 0 1
    ZRANGE z +inf -inf BYSCORE REV|ZRANGE z +inf 2 BYSCORE REV LIMIT 1 1|ZREVRANGE z 0 0
    ZRANGEBYSCORE z -inf +inf WITHSCORES|ZRANGEBYSCORE z (1 5 LIMIT 0 2|ZREVRANGEBYSCORE z 10 2|ZRANK z b|ZRANK z zz
    ZREVRANK z b|ZCARD z|ZCOUNT z 2 5|ZCOUNT z -inf +inf|ZINCRBY z 1.5 b|ZINCRBY z x b|ZADD z x a|ZADD z 1
    ZREM z a zz|ZPOPMIN z|ZPOPMAX z|ZPOPMIN z 5|EXISTS z|ZADD zl 0 a 0 b 0 c|ZRANGEBYLEX zl - [b
    ZRANGE zl [a (c BYLEX|ZREMRANGEBYSCORE zl 0 0|EXISTS zl|ZREMRANGEBYRANK zl 0 -1|ZADD zz1 1 a|ZADD zz2 2 a 3 b
    ZINTERSTORE zi 2 zz1 zz2|ZRANGE zi 0 -1 WITHSCORES|ZSCAN zz2 0|ZADD eq 1 b 1 a 1 c|ZRANGE eq 0 -1`.split(
      /\||\n/,
    ),
  lists:
    `RPUSH l a b c|LPUSH l z|LRANGE l 0 -1|LRANGE l 1 2|LLEN l|LINDEX l 0|LINDEX l -1|LINDEX l 99|LSET l 0 y
    LSET l 99 y|LSET nope 0 y|LREM l 1 b|LTRIM l 0 1|LRANGE l 0 -1|LPOP l|RPOP l|RPOP l|EXISTS l|LPOP l 2
    RPUSH l a b c d|LPOP l 2|RPOP l 1|LPOS l d|LINSERT l before d x|LINSERT l BEFORE nope x|LMOVE l l2 left right
    RPOPLPUSH l l2|LRANGE l2 0 -1|LPUSHX nope a|RPUSHX l2 a|LINDEX l2 x`.split(/\||\n/),
  keys: `KEYS *nope*|RENAME nope a|SET rr 1|RENAME rr rr2|GET rr2|RENAMENX rr2 s9|UNLINK s9|PING|PING hi|ECHO hi
    DBSIZE x|PUBLISH ch hi|SET h2 1|SADD s7 a|SET s7 over|GET s7|FLUSHDB|GET h2`.split(/\||\n/),
  scripts: [
    'EVAL return(1) 0',
    'EVAL return(ARGV) 1 k a "" b',
    'EVAL x notnum',
    'EVAL x 2 a',
    'EVAL x -1',
    'EVALSHA abc 0',
    'SCRIPT EXISTS abc',
    "EVAL return(redis.call('INCR',KEYS[1])..'개') 1 count",
    "EVAL return(redis.call('SET','k','v','ex','100')) 0",
    'TTL k',
    'EVAL return(3000000000+0.9) 0',
    "EVAL return(redis.pcall('INCR'))and(1) 0",
    'EVAL return({1,nil,3}) 0',
    'EVAL return(false) 0',
    "EVAL return({err='MINE'}) 0",
  ],
};

/** Commands that only redis-server runs. The embedded engine refuses each by name, so that none goes wrong unnoticed. */
const REDIS_ONLY: [command: string, reason: string][] = [
  ['EXPIRE k 100 NX', 'take NX with EXPIRE'],
  ['ZADD z GT 1 a', 'take GT with ZADD'],
  ['ZADD z XX CH 1 a', 'take XX CH with ZADD'],
  ['ZADD z +inf a', 'keep an infinite score'],
  ['GETRANGE korean 0 2', 'cut text by its bytes'],
  ['SETRANGE korean 0 x', 'cut text by its bytes'],
  ['HSET h2 constructor x', "keep the name 'constructor'"],
  ['SET __proto__ x', "keep the name '__proto__'"],
  ['SETBIT bits 7 1', 'run SETBIT'],
  ['BITCOUNT bits', 'run BITCOUNT'],
  ['XADD stream * field value', 'run XADD'],
  ['XLEN stream', 'run XLEN'],
  ['PFADD loglog a', 'run PFADD'],
  ['GEOADD geo 1 1 a', 'run GEOADD'],
  ['COPY korean korean2', 'run COPY'],
  ['SINTERCARD 1 s', 'run SINTERCARD'],
  ['ZUNIONSTORE zu 1 z', 'run ZUNIONSTORE'],
];

describe.skipIf(!Bun.which('redis-server'))('the redis engine and the embedded engine', () => {
  let redis: Engine;
  let embedded: Engine;
  beforeAll(async () => {
    [redis, embedded] = await Promise.all([createRedisEngine({}), createEmbeddedEngine()]);
  });
  afterAll(() => Promise.all([redis.close(), embedded.close()]));

  const answer = async (engine: Engine, line: string) => {
    const args = line.split(' ').map((word) => (word === '""' ? '' : word));
    const reply = toUpstashReply(await engine.command(args), false);
    const unordered = /^(SMEMBERS|SINTER|HKEYS|HVALS|HGETALL|HSCAN) /.test(line);
    return unordered && 'result' in reply && Array.isArray(reply.result) ? reply.result.flat().sort() : reply;
  };

  for (const [theme, lines] of Object.entries(SAME)) {
    test(`give the same answers: ${theme}`, async () => {
      for (const line of lines.map((text) => text.trim())) {
        const [expected, actual] = [await answer(redis, line), await answer(embedded, line)];
        expect(actual, line).toEqual(expected);
      }
    });
  }

  test.each(REDIS_ONLY)('differ on purpose: the embedded engine refuses %s', async (line, reason) => {
    for (const engine of [redis, embedded]) await engine.command(['SET', 'korean', '한글']);
    expect(await answer(redis, line)).toHaveProperty('result');
    expect(await answer(embedded, line)).toEqual({
      error: `ERR the embedded engine cannot ${reason}; install redis-server for that`,
    });
  });

  test('embedded Lua has no cjson', async () => {
    expect(await answer(redis, 'EVAL return(cjson.encode({1})) 0')).toEqual({ result: '[1]' });
    expect(await answer(embedded, 'EVAL return(cjson.encode({1})) 0')).toHaveProperty('error');
  });

  test('embedded Lua writes whole quotients with a decimal point', async () => {
    expect(await answer(redis, "EVAL return(4/2)..'' 0")).toEqual({ result: '2' });
    expect(await answer(embedded, "EVAL return(4/2)..'' 0")).toEqual({ result: '2.0' });
  });

  test('embedded Lua wraps whole numbers at 32 bits', async () => {
    expect(await answer(redis, 'EVAL return(2000000000+2000000000) 0')).toEqual({ result: 4_000_000_000 });
    expect(await answer(embedded, 'EVAL return(2000000000+2000000000) 0')).toEqual({ result: -294_967_296 });
  });

  test('bytes that are not UTF-8 survive on redis', async () => {
    await redis.command(['SETRANGE', 'cut', '0', '한']);
    await redis.command(['SETRANGE', 'cut', '1', 'x']);
    const reply = toUpstashReply(await redis.command(['GET', 'cut']), true);
    expect(reply).toEqual({ result: Buffer.from([0xed, 0x78, 0x9c]).toString('base64') });
  });
});
