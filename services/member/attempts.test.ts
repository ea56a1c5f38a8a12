import { afterAll, describe, expect, test } from 'bun:test';
import { createRedis } from '@jogakbo/edge/redis';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createAttempts } from './attempts.ts';

const settings = {
  LOG_INS_BY_PAIR: '5',
  LOG_INS_BY_ADDRESS: '12',
  LOG_INS_BY_ACCOUNT: '8',
  LOG_INS_UNDER_ATTACK: '2',
  SIGN_UPS_BY_ADDRESS: '3',
  SIGN_UPS_BY_ACCOUNT: '4',
  HASHES_BY_ADDRESS: '40',
  HASHES_BY_ACCOUNT: '35',
};

describe.each(['redis', 'embedded'] as const)('attempts on %s', (engine) => {
  const missing = engine === 'redis' && !Bun.which('redis-server');
  const starting = missing ? undefined : createUpstash({ engine, token: 'test' });
  afterAll(async () => (await starting)?.close());

  async function open() {
    const { url, token } = (await starting) as { url: string; token: string };
    const redis = createRedis({
      ...{ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token },
      REDIS_TIMEOUT: '5000',
    });
    const attempts = createAttempts(redis, settings);
    const owner = crypto.randomUUID();
    const count = async (times: number, account: string, from: string) => {
      let passed = 0;
      for (let each = 0; each < times; each++) if ((await attempts.take('logIn', account, from)).ok) passed++;
      return passed;
    };
    // Networks that no other test counts.
    const network = Math.floor(Math.random() * 65_536).toString(16);
    return { attempts, owner, count, from: (host: number) => `2001:db8:${network}:${host}::1` };
  }

  test.skipIf(missing)(
    'are limited for an account from one network, and the refusal says when to retry',
    async () => {
      const { attempts, owner, count, from } = await open();
      expect(await count(7, owner, from(1))).toBe(5);
      const refused = await attempts.take('logIn', owner, from(1));
      expect(refused).toMatchObject({ ok: false, reason: 'too-many-attempts' });
      if (!refused.ok) {
        expect(refused.retryAfter).toBeGreaterThanOrEqual(1);
        expect(refused.retryAfter).toBeLessThanOrEqual(15 * 60);
      }
    },
  );

  test.skipIf(missing)('at the same time are limited like attempts one after the other', async () => {
    const { attempts, owner, from } = await open();
    const taken = await Promise.all(Array.from({ length: 20 }, () => attempts.take('logIn', owner, from(1))));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(5);
  });

  test.skipIf(missing)('of an attacker from one network leave the owner attempts from another', async () => {
    const { owner, count, from } = await open();
    await count(50, owner, from(1));
    expect(await count(5, owner, from(2))).toBeGreaterThanOrEqual(3);
  });

  test.skipIf(missing)('from many networks leave each other network a few', async () => {
    const { owner, count, from } = await open();
    for (let host = 1; host <= 10; host++) await count(5, owner, from(host));
    expect(await count(5, owner, from(99))).toBe(2);
  });

  test.skipIf(missing)('for many accounts from one network are limited', async () => {
    const { count, from } = await open();
    let passed = 0;
    for (let each = 0; each < 20; each++) passed += await count(1, crypto.randomUUID(), from(1));
    expect(passed).toBe(12);
  });

  test.skipIf(missing)(
    'that succeed are not counted, and clear the failures of this account and network',
    async () => {
      const { attempts, owner, count, from } = await open();
      for (let each = 0; each < 30; each++) {
        expect((await attempts.take('logIn', owner, from(1))).ok).toBe(true);
        await attempts.forgive(owner, from(1), true);
      }
      expect(await count(4, owner, from(1))).toBe(4);
      expect((await attempts.take('logIn', owner, from(1))).ok).toBe(true);
      await attempts.forgive(owner, from(1), true);
      expect(await count(9, owner, from(1))).toBe(4 + 1);
    },
  );

  test.skipIf(missing)('that succeed for one account do not clear the failures for another', async () => {
    const { attempts, owner, count, from } = await open();
    expect(await count(5, owner, from(1))).toBe(5);
    await attempts.take('logIn', 'attacker', from(1));
    await attempts.forgive('attacker', from(1), true);
    expect(await count(1, owner, from(1))).toBe(0);
  });

  test.skipIf(missing)('that succeed still count as hashes, by network and by account', async () => {
    const { attempts, owner, from } = await open();
    const succeed = async (account: string, host: number) => {
      const taken = await attempts.take('logIn', account, from(host));
      if (taken.ok) await attempts.forgive(account, from(host), true);
      return taken.ok;
    };
    const others = Array.from({ length: 45 }, () => crypto.randomUUID());
    let passed = 0;
    for (const other of others) if (await succeed(other, 1)) passed++;
    expect(passed).toBe(40);
    // Beyond its limit an account leaves each network a few attempts, so it is never locked.
    passed = 0;
    for (let host = 2; host <= 4; host++)
      for (let each = 0; each < 15; each++) if (await succeed(owner, host)) passed++;
    expect(passed).toBe(35 + 5);
  });

  test.skipIf(missing)('without a result are given back', async () => {
    const { attempts, owner, count, from } = await open();
    for (let each = 0; each < 50; each++) {
      expect((await attempts.take('logIn', owner, from(1))).ok).toBe(true);
      await attempts.giveBack('logIn', owner, from(1));
    }
    expect(await count(7, owner, from(1))).toBe(5);
  });

  test.skipIf(missing)(
    'that succeed for one of several accounts with the same e-mail clear no failures',
    async () => {
      const { attempts, owner, count, from } = await open();
      expect(await count(4, owner, from(1))).toBe(4);
      expect((await attempts.take('logIn', owner, from(1))).ok).toBe(true);
      await attempts.forgive(owner, from(1), false);
      expect(await count(3, owner, from(1))).toBe(1);
    },
  );

  test.skipIf(missing)('to sign up are limited for one network', async () => {
    const { attempts, from } = await open();
    const taken = [];
    const signUp = async (account: string, host: number) =>
      (await attempts.take('signUp', account, from(host))).ok;
    for (let each = 0; each < 5; each++) taken.push(await signUp(crypto.randomUUID(), 1));
    expect(taken).toEqual([true, true, true, false, false]);
    expect(await signUp(crypto.randomUUID(), 2)).toBe(true);
  });

  test.skipIf(missing)('to sign up are limited for one e-mail, and do not count as log-ins', async () => {
    const { attempts, owner, count, from } = await open();
    let passed = 0;
    for (let host = 1; host <= 8; host++) if ((await attempts.take('signUp', owner, from(host))).ok) passed++;
    expect(passed).toBe(4);
    expect(await count(7, owner, from(1))).toBe(5);
  });
});

test('no attempt is allowed while Redis is out of reach', async () => {
  const away = { UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1', UPSTASH_REDIS_REST_TOKEN: 'x' };
  const attempts = createAttempts(createRedis(away), settings);
  await expect(attempts.take('logIn', 'a', '203.0.113.7')).rejects.toThrow();
  await expect(attempts.take('signUp', 'a', '203.0.113.7')).rejects.toThrow();
});
