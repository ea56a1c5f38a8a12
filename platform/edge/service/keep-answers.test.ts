import { beforeEach, expect, setSystemTime, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import fc from 'fast-check';
import { createService } from './create-service.ts';
import { forgetAnswers } from './keep-answers.ts';

type Test = { name: 'test-service'; bindings: { stock: { left: number; reads: number; pause?: number } } };

const start = Date.parse('2026-01-01T00:00:00Z');
const service = createService<Test>('test-service', {
  keeps: { '/stock': 1_000, '/long': 1_000, '/refused': 1_000 },
  routes(app) {
    for (const path of ['/stock', '/unnamed'] as const)
      app.get(path, async (c) => {
        c.env.stock.reads++;
        await pauseFor(c.env.stock.pause);
        return c.json({ left: c.env.stock.left, of: c.req.query('of'), language: c.get('language') });
      });
    app.get('/long', (c) => {
      c.env.stock.reads++;
      return c.json({ text: 'a'.repeat(70_000) });
    });
    app.get('/refused', async (c) => {
      c.env.stock.reads++;
      await pauseFor(c.env.stock.pause);
      return c.json({}, 404);
    });
    app.put('/stock', (c) => {
      c.env.stock.left--;
      return c.json({});
    });
  },
  follows: async () => {},
});

async function pauseFor(milliseconds: number | undefined): Promise<void> {
  if (milliseconds) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

let env: { stock: Test['bindings']['stock']; LOG_LEVEL: string };
beforeEach(() => {
  setSystemTime(start);
  env = { stock: { left: 9, reads: 0 }, LOG_LEVEL: 'off' };
});
const ask = async (path: string, init: RequestInit = {}) => (await service.request(path, init, env)).json();

test('visitors who get other versions get other copies', async () => {
  const to = (versions: string) => ({ headers: { 'cloudflare-workers-version-overrides': versions } });
  for (const versions of ['a="1"', 'a="2"', 'a="1"']) await ask('/stock', to(versions));
  expect(env.stock.reads).toBe(2);
});

test('the answer of a GET is kept for its lifetime, with its headers', async () => {
  const first = await service.request('/stock?of=1', {}, env);
  const again = await service.request('/stock?of=1', {}, env);
  expect(await again.json()).toEqual(await first.json());
  expect([...again.headers]).toEqual([...first.headers]);
  expect(env.stock.reads).toBe(1);
  setSystemTime(start + 1_000);
  await ask('/stock?of=1');
  expect(env.stock.reads).toBe(2);
  setSystemTime();
});

test('requests at the same moment read the store once', async () => {
  setSystemTime();
  env.stock.pause = 20;
  const answers = await Promise.all([ask('/stock'), ask('/stock'), ask('/stock?of=2'), ask('/stock')]);
  expect(answers).toMatchObject([{ left: 9 }, { left: 9 }, { of: '2' }, { left: 9 }]);
  expect(env.stock.reads).toBe(2);
});

test('requests at the same moment read the store themselves if the first one gets no answer to keep', async () => {
  setSystemTime();
  env.stock.pause = 20;
  const answers = await Promise.all(['a', 'b'].map(() => service.request('/refused', {}, env)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(env.stock.reads).toBe(2);
});

test('work in the background that publishes ends the copies of its own service', async () => {
  await ask('/stock');
  env.stock.left = 8;
  forgetAnswers('another-service');
  expect(await ask('/stock')).toMatchObject({ left: 9 });
  forgetAnswers('test-service');
  expect(await ask('/stock')).toMatchObject({ left: 8 });
});

test('another query, language or environment has another answer', async () => {
  await ask('/stock?of=1');
  expect(await ask('/stock?of=2')).toMatchObject({ of: '2' });
  expect(await ask('/stock?of=1', { headers: { 'accept-language': 'en' } })).toMatchObject({
    language: 'en',
  });
  env = { ...env, stock: { left: 3, reads: 0 } };
  expect(await ask('/stock?of=1')).toMatchObject({ left: 3 });
});

test('a change ends all copies, and so do messages and jobs', async () => {
  const left = async () => ((await ask('/stock')) as { left: number }).left;
  expect(await left()).toBe(9);
  await ask('/stock', { method: 'PUT' });
  expect(await left()).toBe(8);
  env.stock.left = 7;
  expect(await left()).toBe(8);
  await service.queue({ queue: 'test', messages: [] } as never, env);
  expect(await left()).toBe(7);
  env.stock.left = 6;
  await service.scheduled({ cron: '* * * * *' }, env);
  expect(await left()).toBe(6);
});

test.each([
  ['with an identity', '/stock', { [headers.identity]: 'token' }],
  ['to a path that is not named', '/unnamed', {}],
  ['whose answer is long', '/long', {}],
  ['whose answer is no 200', '/refused', {}],
])('the answer of a GET %s is not kept', async (_, path, sent: Record<string, string>) => {
  await ask(path, { headers: sent });
  await ask(path, { headers: sent });
  expect(env.stock.reads).toBe(sent[headers.identity] ? 0 : 2);
});

test('a caller that wants the newest answer gets it, and so do later callers', async () => {
  await ask('/stock');
  env.stock.left = 4;
  expect(await ask('/stock')).toMatchObject({ left: 9 });
  expect(await ask('/stock', { headers: { 'cache-control': 'no-cache' } })).toMatchObject({ left: 4 });
  expect(await ask('/stock')).toMatchObject({ left: 4 });
});

test('no read after a change has what was true before it', async () => {
  const step = fc.oneof(
    fc.record({ of: fc.constantFrom('1', '2') }),
    fc.constant('change' as const),
    fc.integer({ min: 1, max: 900 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      env = { stock: { left: 1_000, reads: 0 }, LOG_LEVEL: 'off' };
      for (const each of steps) {
        if (each === 'change') await ask('/stock', { method: 'PUT' });
        else if (typeof each === 'number') setSystemTime(Date.now() + each);
        else expect(await ask(`/stock?of=${each.of}`)).toMatchObject({ left: env.stock.left, of: each.of });
      }
    }),
    { numRuns: 50 },
  );
  setSystemTime();
});
