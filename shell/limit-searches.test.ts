import { afterAll, expect, test } from 'bun:test';
import { createApp } from '@jogakbo/edge/create-app';
import { createUpstash } from '../tools/upstash/create-upstash.ts';
import type { ShellBindings } from './bindings.ts';
import { limitSearches } from './limit-searches.ts';

const upstash = await createUpstash({ token: 'test' });
afterAll(() => upstash.close());

const app = createApp<ShellBindings>('shell');
app.use(limitSearches());
app.all('*', (c) => c.text('found'));

const env = {
  ASSETS: { fetch: async () => new Response() },
  ...{ UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token },
  ...{ REDIS_TIMEOUT: '5000', LOG_LEVEL: 'off', SEARCHES_BY_NETWORK: '2', SUGGESTIONS_BY_NETWORK: '3' },
};
const context = { waitUntil() {}, passThroughOnException() {}, props: {} };

/** Creates a network that sends many requests. */
function createNetwork(settings: object = env) {
  const address = `network-${crypto.randomUUID()}`;
  const ask = async (path: string, language = 'ko') =>
    app.request(
      path,
      { headers: { 'cf-connecting-ip': address, 'accept-language': language } },
      settings,
      context,
    );
  return {
    ask,
    async askOften(path: string, times: number) {
      const statuses = [];
      for (let each = 0; each < times; each++) statuses.push((await ask(path)).status);
      return statuses;
    },
  };
}

test.each([
  ['/search?q=a', 2],
  ['/_fragments/search/results?q=a', 2],
  ['/api/search/results?q=a', 2],
  ['/api/search/suggestions?q=a', 3],
])(
  '%s is answered %p times in a window, then with 429, and other networks are not limited',
  async (path, quota) => {
    const { askOften } = createNetwork();
    expect(await askOften(path, quota + 2)).toEqual([...Array(quota).fill(200), 429, 429]);
    expect((await createNetwork().ask(path)).status).toBe(200);
  },
);

test('suggestions do not count as searches, and no other page is limited', async () => {
  const { askOften } = createNetwork();
  await askOften('/api/search/suggestions?q=a', 5);
  expect(await askOften('/products/1', 5)).toEqual(Array(5).fill(200));
  expect(await askOften('/search?q=a', 2)).toEqual([200, 200]);
});

test.each([
  ['ko', '검색이 너무 많아요'],
  ['en', 'There were too many searches'],
])(
  'the page for too many searches says so in %s, with retry-after and RateLimit',
  async (language, sentence) => {
    const { ask, askOften } = createNetwork();
    await askOften('/search?q=a', 2);
    const refused = await ask('/search?q=a', language);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toStartWith('text/html');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused.headers.get('ratelimit-policy')).toBe('"searches";q=2;w=60');
    expect(refused.headers.get('ratelimit')).toMatch(/^"searches";r=0;t=\d+$/);
    const text = await refused.text();
    expect(text).toContain(sentence);
  },
);

test('every search passes while Redis cannot be reached', async () => {
  const { askOften } = createNetwork({ ...env, UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' });
  expect(await askOften('/search?q=a', 5)).toEqual(Array(5).fill(200));
});
