import { expect, test } from 'bun:test';
import { Ratelimit } from '@upstash/ratelimit';
import fc from 'fast-check';
import { describeEngines } from './describe-engines.helper.ts';

describeEngines((context) => {
  test('strings can be set, read and deleted, with the options of SET', async () => {
    const redis = context.client();
    expect(await redis.set('greeting', 'hello')).toBe('OK');
    expect(await redis.get<string>('greeting')).toBe('hello');
    expect(await redis.set('greeting', 'again', { nx: true })).toBeNull();
    expect(await redis.set('greeting', 'again', { xx: true, get: true, ex: 100 })).toBe('hello');
    expect(await redis.ttl('greeting')).toBe(100);
    expect(await redis.set('greeting', 'kept', { keepTtl: true })).toBe('OK');
    expect(await redis.ttl('greeting')).toBeGreaterThan(90);
    expect(await redis.mset({ left: 'l', right: 'r' })).toBe('OK');
    expect(await redis.mget<string[]>('left', 'absent', 'right')).toEqual([
      'l',
      null as unknown as string,
      'r',
    ]);
    expect(await redis.getdel<string>('left')).toBe('l');
    expect(await redis.del('greeting', 'right', 'absent')).toBe(2);
    expect(await redis.get('greeting')).toBeNull();
  });

  test('values come back unchanged: Korean, emoji, control characters, objects, numbers', async () => {
    const redis = context.client();
    for (const text of [
      '퍼즐사랑 조각보',
      '👩‍👩‍👧‍👦🧩',
      'a\0b\u0001\u007f\u0080ÿ',
      'line\r\nbreak\t"quoted"\\',
      'OK',
      '',
    ]) {
      await redis.set('value', text);
      expect(await redis.get<string>('value')).toBe(text);
    }
    const cart = { lines: [{ item: 183485417, quantity: 2, name: '나노블록' }], note: null };
    await redis.set('value', cart);
    expect(await redis.get<typeof cart>('value')).toEqual(cart);
    expect(await redis.incrby('number', 41)).toBe(41);
    expect(await redis.incr('number')).toBe(42);
    expect(await redis.incrbyfloat('float', 1.5)).toBe(1.5);
  });

  test('hashes can be written, read and changed', async () => {
    const redis = context.client();
    expect(await redis.hset('hash', { 이름: '조각보', count: 3 })).toBe(2);
    expect(await redis.hgetall('hash')).toEqual({ 이름: '조각보', count: 3 });
    expect(await redis.hget<string>('hash', '이름')).toBe('조각보');
    expect(await redis.hmget('hash', 'count', 'absent')).toEqual({ count: 3, absent: null });
    expect(await redis.hincrby('hash', 'count', -3)).toBe(0);
    expect<number>(await redis.hdel('hash', '이름', 'count', 'absent')).toBe(2);
    expect(await redis.exists('hash')).toBe(0);
    expect(await redis.hgetall('hash')).toBeNull();
  });

  test('sets and lists can be written, read and changed', async () => {
    const redis = context.client();
    expect(await redis.sadd('set', 'a', 'b', 'a')).toBe(2);
    expect((await redis.smembers('set')).sort()).toEqual(['a', 'b']);
    expect(await redis.sismember('set', 'b')).toBe(1);
    expect(await redis.srem('set', 'a', 'z')).toBe(1);
    expect(await redis.rpush('list', 'b', 'c')).toBe(2);
    expect(await redis.lpush('list', 'a')).toBe(3);
    expect(await redis.lrange('list', 0, -1)).toEqual(['a', 'b', 'c']);
    expect(await redis.lpop<string>('list')).toBe('a');
  });

  test('sorted sets can be written, read and changed', async () => {
    const redis = context.client();
    await redis.zadd(
      'sorted',
      { score: 2, member: 'b' },
      { score: 1, member: 'a' },
      { score: 3.5, member: 'c' },
    );
    expect(await redis.zrange('sorted', 0, -1)).toEqual(['a', 'b', 'c']);
    expect(await redis.zrange('sorted', 0, 0, { rev: true, withScores: true })).toEqual(['c', 3.5]);
    expect(await redis.zrange<string[]>('sorted', 2, '+inf', { byScore: true })).toEqual(['b', 'c']);
    expect(await redis.zadd('sorted', { incr: true }, { score: 4, member: 'a' })).toBe(5);
    expect(await redis.zscore('sorted', 'a')).toBe(5);
    expect(await redis.zrank('sorted', 'a')).toBe(2);
    expect(await redis.zpopmin('sorted', 1)).toEqual(['b', 2]);
  });

  test('PTTL is within the given expiry, -1 without an expiry, and -2 for a missing key', async () => {
    const redis = context.client();
    await redis.set('session', 'x', { px: 60_000 });
    const remaining = await redis.pttl('session');
    expect(remaining).toBeGreaterThan(50_000);
    expect(remaining).toBeLessThanOrEqual(60_000);
    expect(await redis.persist('session')).toBe(1);
    expect(await redis.pttl('session')).toBe(-1);
    expect(await redis.pttl('absent')).toBe(-2);
    expect(await redis.expire('session', -1)).toBe(1);
    expect(await redis.get('session')).toBeNull();
  });

  test('a pipeline keeps its order, and one command may fail alone', async () => {
    const redis = context.client();
    const pipeline = redis.pipeline();
    pipeline.set('step', 'one').lpush('step', 'wrong').get('step');
    const results = await pipeline.exec({ keepErrors: true });
    expect(results[0]).toEqual({ result: 'OK' } as (typeof results)[0]);
    expect(results[1]?.error).toStartWith('WRONGTYPE');
    expect(results[2]?.result).toBe('one');
  });

  test('a transaction answers each command', async () => {
    const redis = context.client();
    const results = await redis.multi().set('stock', 3).decr('stock').get('stock').exec();
    expect(results).toEqual(['OK', 2, 2]);
  });

  test('a transaction with a malformed command runs nothing', async () => {
    const transaction = context.client().multi().set('untouched', 'changed');
    (transaction as unknown as { chain(command: object): unknown }).chain({ command: ['get'] });
    await expect(transaction.exec()).rejects.toThrow('EXECABORT');
    expect(await context.client().get('untouched')).toBeNull();
  });

  test('concurrent transactions do not mix', async () => {
    const redis = context.client();
    const rounds = await Promise.all(
      Array.from({ length: 20 }, () => redis.multi().incr('shared').incr('shared').exec<[number, number]>()),
    );
    for (const [first, second] of rounds) expect(second).toBe(first + 1);
    expect(await redis.get<number>('shared')).toBe(40);
  });

  test('commands sent at once are all answered, in one pipeline or in several', async () => {
    const redis = context.client({ enableAutoPipelining: true });
    const replies = await Promise.all(Array.from({ length: 50 }, () => redis.incr('counter')));
    expect(replies).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  const ADD_WITH_LIMIT = `
    local quantity = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0') + tonumber(ARGV[2])
    if quantity > tonumber(ARGV[3]) then return {0, redis.call('HGET', KEYS[1], ARGV[1])} end
    redis.call('HSET', KEYS[1], ARGV[1], quantity)
    redis.call('EXPIRE', KEYS[1], 3600)
    return {1, redis.call('HGET', KEYS[1], ARGV[1])}`;

  test('EVAL runs a script with keys and arguments, and returns its errors', async () => {
    const redis = context.client();
    const add = (quantity: number) => redis.eval(ADD_WITH_LIMIT, ['cart'], ['나노블록', quantity, 5]);
    expect(await add(3)).toEqual([1, 3]);
    expect(await add(3)).toEqual([0, 3]);
    expect(await redis.ttl('cart')).toBe(3600);
    const shapes =
      'return {1, "텍스트", {redis.call("GET", "absent"), true}, 3.9, redis.status_reply("FINE")}';
    expect(await redis.eval(shapes, [], [])).toEqual([1, '텍스트', [null, 1], 3, 'FINE']);
    await expect(redis.eval('return redis.error_reply("OUT of stock")', [], [])).rejects.toThrow(
      'OUT of stock',
    );
    await expect(redis.eval('return )', [], [])).rejects.toThrow('ERR Error compiling script');
    await expect(redis.eval('return redis.call("NONSENSE")', [], [])).rejects.toThrow('ERR');
    expect(await redis.eval('return #redis.call("HGETALL", KEYS[1])', ['cart'], [])).toBe(2);
  });

  test('EVALSHA answers NOSCRIPT until the script is known, and createScript falls back by itself', async () => {
    const redis = context.client();
    const script = redis.createScript<number>('return tonumber(ARGV[1]) * 2');
    await expect(script.evalsha([], ['4'])).rejects.toThrow('NOSCRIPT');
    expect(await script.exec([], ['4'])).toBe(8);
    expect(await script.evalsha([], ['5'])).toBe(10);
    const loaded = await redis.scriptLoad('return 7');
    expect(await redis.evalsha(loaded, [], [])).toBe(7);
    expect(await redis.scriptExists(loaded, '0'.repeat(40))).toEqual([1, 0]);
  });

  test('a script with the key-locking flag keeps the digest of the sent text', async () => {
    const redis = context.client();
    const script = redis.createScript<number>('#!lua flags=allow-key-locking\nreturn 11');
    expect(await script.exec([], [])).toBe(11);
    expect(await script.evalsha([], [])).toBe(11);
    const loaded = await redis.scriptLoad('#!lua flags=allow-key-locking\nreturn 12');
    expect(loaded).toBe(
      new Bun.CryptoHasher('sha1').update('#!lua flags=allow-key-locking\nreturn 12').digest('hex'),
    );
    expect(await redis.scriptExists(loaded)).toEqual([1]);
    expect(await redis.evalsha(loaded, [], [])).toBe(12);
  });

  for (const [name, limiter] of [
    ['fixedWindow', Ratelimit.fixedWindow(2, '7 d')],
    ['slidingWindow', Ratelimit.slidingWindow(2, '7 d')],
    ['tokenBucket', Ratelimit.tokenBucket(1, '7 d', 2)],
  ] as const) {
    test(`@upstash/ratelimit ${name} allows, then refuses`, async () => {
      const redis = context.client();
      const ratelimit = new Ratelimit({ redis, limiter, prefix: name, ephemeralCache: false });
      const visits = [];
      for (let visit = 0; visit < 3; visit++) visits.push(await ratelimit.limit('방문자'));
      expect(visits.map(({ success }) => success)).toEqual([true, true, false]);
      expect(visits.map(({ remaining }) => remaining)).toEqual([1, 0, 0]);
      expect((await ratelimit.getRemaining('방문자')).remaining).toBe(0);
      expect((await ratelimit.limit('다른 방문자')).success).toBe(true);
      await ratelimit.resetUsedTokens('방문자');
      expect((await ratelimit.limit('방문자')).success).toBe(true);
    });
  }

  test('publish reaches subscribers of the channel and of a matching pattern', async () => {
    const redis = context.client();
    const byChannel = redis.subscribe<{ total: number }>('cart:updated');
    const byPattern = redis.psubscribe<{ total: number }>('cart:*');
    const next = (subscriber: typeof byChannel, type: 'message' | 'pmessage' | 'subscribe' | 'psubscribe') =>
      new Promise<unknown>((resolve) => subscriber.on(type, resolve));
    const confirmed = [next(byChannel, 'subscribe'), next(byPattern, 'psubscribe')];
    expect(await Promise.all(confirmed)).toEqual([1, 1]);
    const received = [next(byChannel, 'message'), next(byPattern, 'pmessage')];
    const message = { total: 10_390, name: '조각,보' };
    expect(await redis.publish('cart:updated', message)).toBe(2);
    expect(await Promise.all(received)).toEqual([
      { channel: 'cart:updated', message },
      { pattern: 'cart:*', channel: 'cart:updated', message },
    ]);
    await Promise.all([byChannel.unsubscribe(), byPattern.unsubscribe()]);
    while ((await redis.publish('cart:updated', 'anyone?')) > 0);
  });

  test('GET returns any string that SET stored, and HGETALL any fields that HSET stored', async () => {
    const redis = context.client({ automaticDeserialization: false });
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const field = text.filter((name) => !(name in Object.prototype));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1 }),
        fc.array(field, { minLength: 1 }),
        async (values, names) => {
          const keys = values.map((_, index) => `property:${index}`);
          await redis.mset(Object.fromEntries(keys.map((key, index) => [key, values[index]])));
          expect(await Promise.all(keys.map((key) => redis.get<string>(key)))).toEqual(values);
          const pairs = names.map((name, index) => [name, values[index % values.length] ?? ''] as const);
          await redis.del('property');
          for (const [name, value] of pairs) await redis.hset('property', { [name]: value });
          const flat = (await redis.hgetall('property')) as unknown as string[];
          expect(new Map(toPairs(flat))).toEqual(new Map(pairs));
        },
      ),
      { numRuns: 40 },
    );
  });
});

function toPairs(flat: string[]): [string, string][] {
  return flat.flatMap((name, index): [string, string][] =>
    index % 2 ? [] : [[name, flat[index + 1] ?? '']],
  );
}
