import { afterAll, beforeEach, expect, spyOn, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import type { Cart } from './contract.ts';
import worker from './worker.ts';

const redis = await createUpstash({ engine: 'embedded', token: 'test' });
const { settings, tokenFor } = await createTestIdentity(['order-service']);
const env = {
  ...settings,
  LOG_LEVEL: 'off',
  UPSTASH_REDIS_REST_URL: redis.url,
  UPSTASH_REDIS_REST_TOKEN: redis.token,
  REDIS_TIMEOUT: '5000',
};
const calls = spyOn(globalThis, 'fetch');
let asker: { member: string; visitor: string };
beforeEach(() => {
  asker = { member: crypto.randomUUID(), visitor: crypto.randomUUID() };
  calls.mockClear();
});
afterAll(async () => {
  calls.mockRestore();
  await redis.close();
});

async function send(
  method: string,
  path: string,
  body?: unknown,
  who: Parameters<typeof tokenFor>[0] = { ...asker, audience: ['cart'] },
) {
  const answer = await worker.request(
    path,
    {
      method,
      headers: { 'content-type': 'application/json', [headers.identity]: await tokenFor(who) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    env as never,
  );
  return { status: answer.status, body: (await answer.json()) as Cart };
}
const line = { productId: '7', itemId: '1', quantity: 2 };

test.each([
  ['GET', '/cart', undefined],
  ['GET', '/cart?for=order', undefined],
  ['POST', '/cart/items', { ...line, itemId: '2' }],
  ['PUT', '/cart/items/1', { quantity: 3 }],
  ['POST', '/cart/removals', { items: ['9'] }],
  ['DELETE', '/cart/remainder', undefined],
] as const)('%s %s of a member who was a guest is one call of Redis', async (method, path, body) => {
  await send('POST', '/cart/items', line, { visitor: asker.visitor, audience: ['cart'] });
  calls.mockClear();
  const { status, body: cart } = await send(method, path, body);
  expect(status).toBe(200);
  expect(cart.lines.map(({ itemId }) => itemId)).toContain('1');
  expect(calls).toHaveBeenCalledTimes(1);
});

test('a request of another service does not move the cart of the guest', async () => {
  await send('POST', '/cart/items', line, { visitor: asker.visitor, audience: ['cart'] });
  const who = { ...asker, issuer: 'order-service', audience: ['cart'] };
  expect((await send('GET', '/cart', undefined, who)).body.lines).toEqual([]);
  expect((await send('GET', '/cart')).body.lines).toEqual([line]);
});
