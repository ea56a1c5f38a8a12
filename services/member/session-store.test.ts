import { afterAll, describe, expect, test } from 'bun:test';
import { createRedis } from '@jogakbo/edge/redis';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createSessionStore, idleTimeoutMs, nameLifetimeMs, sessionLifetimeMs } from './session-store.ts';

describe.each(['redis', 'embedded'] as const)('sessions on %s', (engine) => {
  const missing = engine === 'redis' && !Bun.which('redis-server');
  const starting = missing ? undefined : createUpstash({ engine, token: 'test' });
  afterAll(async () => (await starting)?.close());

  async function open() {
    const { url, token } = (await starting) as { url: string; token: string };
    const settings = { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_TIMEOUT: '5000' };
    const redis = createRedis(settings);
    const clock = { now: Date.parse('2019-05-15T10:00:00+09:00') };
    const store = createSessionStore(redis, () => clock.now);
    return { store, redis, clock, member: crypto.randomUUID() };
  }

  test.skipIf(missing)('belong to the member that they were opened for, and have different ids', async () => {
    const { store, member } = await open();
    const [one, other] = [await store.create(member), await store.create('somebody-else')];
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(await store.read(one)).toEqual({ member, name: undefined });
    expect(await store.read(other)).toMatchObject({ member: 'somebody-else' });
    expect(await store.read('an-id-that-a-client-made-up')).toBeUndefined();
  });

  test.skipIf(missing)('cannot be taken over by a person who reads the store', async () => {
    const { store, redis, member } = await open();
    const id = await store.create(member);
    const keys = await redis.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toContain(id);
    for (const key of keys.filter((each) => each.startsWith('member:session:')))
      expect(await store.read(key.slice('member:session:'.length))).toBeUndefined();
  });

  test.skipIf(missing)('last for half an hour after each use', async () => {
    const { store, clock, member } = await open();
    const id = await store.create(member);
    for (let times = 0; times < 4; times++) {
      clock.now += idleTimeoutMs - 1;
      expect(await store.read(id)).toMatchObject({ member });
    }
    clock.now += idleTimeoutMs + 1;
    expect(await store.read(id)).toBeUndefined();
    clock.now -= idleTimeoutMs;
    expect(await store.read(id)).toBeUndefined();
  });

  test.skipIf(missing)('are not prolonged by watching', async () => {
    const { store, clock, member } = await open();
    const id = await store.create(member);
    clock.now += idleTimeoutMs - 1;
    expect(await store.read(id, { watch: true })).toMatchObject({ member });
    clock.now += 2;
    expect(await store.read(id, { watch: true })).toBeUndefined();
  });

  test.skipIf(missing)('end after 14 days, also in use', async () => {
    const { store, redis, clock, member } = await open();
    const id = await store.create(member);
    const [key = ''] = await findKeys(redis, member);
    await redis.hset(key, { created: clock.now - sessionLifetimeMs + 90_000 });
    clock.now += 80_000;
    expect(await store.read(id)).toMatchObject({ member });
    expect(await redis.pttl(key)).toBeLessThanOrEqual(10_000);
    clock.now += 10_000;
    expect(await store.read(id)).toBeUndefined();
  });

  test.skipIf(missing)('expire in Redis when they end', async () => {
    const { store, redis, clock, member } = await open();
    const id = await store.create(member);
    const [key] = await findKeys(redis, member);
    const left = async () => redis.pttl(key as string);
    expect(await left()).toBeGreaterThan(idleTimeoutMs - 60_000);
    expect(await left()).toBeLessThanOrEqual(idleTimeoutMs);
    clock.now += idleTimeoutMs - 1;
    await store.read(id);
    expect(await left()).toBeGreaterThan(idleTimeoutMs - 60_000);
    clock.now += 30_000;
    await store.read(id);
    expect(await redis.hget(key as string, 'seen')).toBe(clock.now - 30_000);
  });

  test.skipIf(missing)('end alone when they are removed, also twice', async () => {
    const { store, member } = await open();
    const [one, other] = [await store.create(member), await store.create(member)];
    await store.remove(one);
    await store.remove(one);
    expect(await store.read(one)).toBeUndefined();
    expect(await store.read(other)).toMatchObject({ member });
  });

  test.skipIf(missing)(
    'bring the kept name of their member: the changed one, and none after all have ended',
    async () => {
      const { store, redis, member } = await open();
      const id = await store.create(member);
      await store.keepName(member, 'old');
      await store.keepName(member, 'changed', { changed: true });
      await store.keepName(member, 'read before the change');
      expect(await store.read(id)).toEqual({ member, name: 'changed' });
      const left = await redis.pttl(`member:name:${member}`);
      expect([left > nameLifetimeMs - 60_000, left <= nameLifetimeMs]).toEqual([true, true]);
      await store.removeAll(member);
      expect(await store.read(await store.create(member))).toEqual({ member, name: undefined });
    },
  );

  test.skipIf(missing)('of a member end together; sessions of others and later ones stay', async () => {
    const { store, member } = await open();
    const before = await Promise.all(Array.from({ length: 5 }, () => store.create(member)));
    const others = await store.create(`${member}-2`);
    await store.removeAll(member);
    const later = await store.create(member);
    expect(await Promise.all(before.map((id) => store.read(id)))).toEqual(Array(5).fill(undefined));
    expect(await store.read(others)).toMatchObject({ member: `${member}-2` });
    expect(await store.read(later)).toMatchObject({ member });
    await store.removeAll(member);
    expect(await store.read(later)).toBeUndefined();
  });
});

async function findKeys(redis: ReturnType<typeof createRedis>, member: string): Promise<string[]> {
  const keys = await redis.keys('member:session:*');
  const owners = await Promise.all(keys.map((key) => redis.hget(key, 'member')));
  return keys.filter((_, index) => owners[index] === member);
}
