import { afterAll, describe, expect, spyOn, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { createUpstash } from '../../../tools/upstash/create-upstash.ts';
import { createApp } from '../app/create-app.ts';
import { guardOperatorApi } from '../identity/guard-operator-api.ts';
import { createRateLimit, type RatePolicy } from './create-rate-limit.ts';
import { limitRate } from './limit-rate.ts';

const upstash = await createUpstash({ token: 'test' });
afterAll(() => upstash.close());

const settings = {
  ...{ UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
  ...{ REDIS_TIMEOUT: '5000', LOG_LEVEL: 'off' },
};
const away = { ...settings, UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' };
const toPolicy = (more: Partial<RatePolicy> = {}): RatePolicy => ({
  name: `test-${crypto.randomUUID()}`,
  ...{ quota: 3, window: 60, away: 'open', ...more },
});

describe('a rate limit', () => {
  test('lets a key pass as often as the policy says, and counts each key by itself', async () => {
    const limit = createRateLimit(settings, toPolicy());
    const outcomes = [];
    for (let each = 0; each < 5; each++) outcomes.push((await limit.take('a')).outcome);
    expect(outcomes).toEqual(['within', 'within', 'within', 'beyond', 'beyond']);
    expect((await limit.take('b')).outcome).toBe('within');
  });

  test('counts parallel requests like sequential ones', async () => {
    const limit = createRateLimit(settings, toPolicy());
    const taken = await Promise.all(Array.from({ length: 20 }, () => limit.take('a')));
    expect(taken.filter(({ outcome }) => outcome === 'within')).toHaveLength(3);
  });

  test('does not count a use that is given back', async () => {
    const limit = createRateLimit(settings, toPolicy());
    for (let each = 0; each < 10; each++) {
      expect((await limit.take('a')).outcome).toBe('within');
      await limit.giveBack('a');
    }
  });

  test('uses the quota of the variable that the policy names', async () => {
    const limit = createRateLimit({ ...settings, TESTS: '1' }, toPolicy({ setting: 'TESTS' }));
    expect((await limit.take('a')).outcome).toBe('within');
    expect((await limit.take('a')).outcome).toBe('beyond');
  });

  test('has the outcome unknown while Redis is away or not set', async () => {
    for (const unreachable of [away, {}])
      expect((await createRateLimit(unreachable, toPolicy()).take('a')).outcome).toBe('unknown');
  });
});

describe('a grouped rate limit', () => {
  const grouped = (quota: number) => toPolicy({ quota, grouped: true });

  test('counts a sixtieth of the quota with one call of Redis', async () => {
    let calls = 0;
    using counting = Bun.serve({
      port: 0,
      async fetch(request) {
        calls++;
        const { method, headers: given } = request;
        const { pathname } = new URL(request.url);
        return fetch(upstash.url + pathname, { method, headers: given, body: await request.text() });
      },
    });
    const limit = createRateLimit({ ...settings, UPSTASH_REDIS_REST_URL: counting.url.origin }, grouped(600));
    for (let each = 0; each < 9; each++) expect((await limit.take('a')).outcome).toBe('within');
    expect(calls).toBe(0);
    const { headers: tenth } = await limit.take('a');
    expect(calls).toBeGreaterThan(0);
    expect(tenth.ratelimit).toContain(';r=590;');
    const { headers: next } = await limit.take('a');
    expect(next.ratelimit).toContain(';r=589;');
  });

  test('refuses each use beyond the quota, of parallel requests too', async () => {
    const limit = createRateLimit(settings, grouped(120));
    const taken = await Promise.all(Array.from({ length: 150 }, () => limit.take('a')));
    const passed = taken.filter(({ outcome }) => outcome === 'within').length;
    expect(passed).toBeGreaterThanOrEqual(120);
    expect(passed).toBeLessThan(150);
    for (let each = 0; each < 5; each++) expect((await limit.take('a')).outcome).toBe('beyond');
    expect((await limit.take('b')).outcome).toBe('within');
  });

  test('counts each use of a quota below 60, and each one after a refusal', async () => {
    const limit = createRateLimit(settings, grouped(3));
    const outcomes = [];
    for (let each = 0; each < 5; each++) outcomes.push((await limit.take('a')).outcome);
    expect(outcomes).toEqual(['within', 'within', 'within', 'beyond', 'beyond']);
  });
});

test('a page does not wait long for a Redis that does not answer', async () => {
  using hanging = Bun.serve({ port: 0, fetch: () => new Promise<Response>(() => {}) });
  const redis = { ...settings, UPSTASH_REDIS_REST_URL: hanging.url.href, REDIS_TIMEOUT: '50' };
  const began = performance.now();
  const taken = await createRateLimit(redis, toPolicy({ glance: true }), Date.now() + 60_000).take('a');
  expect(taken.outcome).toBe('unknown');
  expect(performance.now() - began).toBeLessThan(4_000);
});

describe('a limited route', () => {
  const open = (policy: RatePolicy, env: object = settings) => {
    const app = createApp('test-bff');
    app.get(
      '/',
      limitRate(policy, (c) => c.req.query('key')),
      (c) => c.text('done'),
    );
    return async (key?: string) => app.request(key ? `/?key=${key}` : '/', {}, env);
  };

  test('says in RateLimit how many uses are left, and answers 429 with retry-after over the limit', async () => {
    const policy = toPolicy({ quota: 2 });
    const ask = open(policy);
    const first = await ask('a');
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe(`"${policy.name}";q=2;w=60`);
    expect(first.headers.get('ratelimit')).toMatch(
      new RegExp(`^"${policy.name}";r=1;t=([1-9]|[1-5]\\d|60)$`),
    );
    await ask('a');
    const refused = await ask('a');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit')).toStartWith(`"${policy.name}";r=0;t=`);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(v.parse(Problem, await refused.json()).reason).toBe('too-many-requests');
    expect((await ask('b')).status).toBe(200);
  });

  test('does not count a request without a key', async () => {
    const ask = open(toPolicy({ quota: 1 }));
    for (let each = 0; each < 3; each++) expect((await ask()).status).toBe(200);
  });

  test('works without Redis if its policy is open, and answers 503 if it is closed', async () => {
    const answer = await open(toPolicy(), away)('a');
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
    const closed = await open(toPolicy({ away: 'closed' }), away)('a');
    expect([closed.status, closed.headers.has('retry-after')]).toEqual([503, true]);
  });
});

describe('the token of operators', () => {
  const open = (env: object) => {
    const app = createApp('test-bff');
    app.get('/', guardOperatorApi(), (c) => c.text('done'));
    const host: string = crypto.randomUUID();
    return async (token: string | undefined, from = host) =>
      (
        await app.request(
          '/',
          { headers: { [headers.address]: from, ...(token ? { authorization: `Bearer ${token}` } : {}) } },
          { OPERATOR_TOKEN: 'right', ...env },
        )
      ).status;
  };

  test('may be guessed ten times from one network; then the right token is refused there, too', async () => {
    const ask = open(settings);
    for (let each = 0; each < 10; each++) expect(await ask('wrong')).toBe(401);
    expect(await ask('wrong')).toBe(429);
    expect(await ask('right')).toBe(429);
    expect(await ask('right', 'elsewhere')).toBe(200);
  });

  test('is not counted if it is right or left out', async () => {
    const ask = open(settings);
    for (let each = 0; each < 12; each++)
      expect([await ask('right'), await ask(undefined)]).toEqual([200, 401]);
  });

  test('lets operators pass while Redis is away', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    const ask = open(away);
    expect([await ask('right'), await ask('wrong')]).toEqual([200, 401]);
    errors.mockRestore();
  });
});
