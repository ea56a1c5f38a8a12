import { expect, test } from 'bun:test';
import { createApp } from './create-app.ts';

const answering = (status: number) => ({ fetch: async () => new Response(null, { status }) });
const database = (answer: () => Promise<unknown>) => ({ prepare: () => ({ first: answer }) });
const ask = (worker: string, env: object) =>
  createApp(worker).request('/readyz', {}, { LOG_LEVEL: 'off', ...env });

test('a worker is ready if its stores and the tier below it answer', async () => {
  const answer = await ask('pricing-bff', { PRICING: answering(200), PRODUCT: answering(503) });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: 'ok', worker: 'pricing-bff', checks: { PRICING: 'ok' } });
  expect((await ask('pricing-service', { DB: database(async () => ({ 1: 1 })) })).status).toBe(200);
});

test.each([
  ['pricing-frontend', { BFF: answering(503) }, 'BFF'],
  ['pricing-service', { DB: database(() => Promise.reject(new Error('away'))) }, 'D1'],
  ['cart-service', { UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' }, 'Redis'],
])('%s is not ready if something that it needs is away', async (worker, env, name) => {
  const answer = await ask(worker, env);
  expect(answer.status).toBe(503);
  expect((await answer.json()).checks).toEqual({ [name]: 'unavailable' });
});

test('a check that never ends counts as failed', async () => {
  const answer = await ask('pricing-service', { DB: database(() => new Promise(() => {})) });
  expect(answer.status).toBe(503);
});
