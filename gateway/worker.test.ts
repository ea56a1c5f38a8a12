import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestIdentity } from '../tests/create-test-identity.helper.ts';
import { withGatewayBindings } from '../tools/bindings.ts';
import { root } from '../tools/workers.ts';
import { gatewayAudience, gatewayCheckPath, gatewayHeader } from './contract.ts';
import gateway from './worker.ts';

const { settings, tokenFor } = await createTestIdentity(['cart-service']);
const asked: Request[] = [];
const CART = {
  async fetch(request: Request) {
    asked.push(request);
    return new Response(await request.text(), { status: 201 });
  },
};
const AWAY = { fetch: () => Promise.reject(new Error('away')) };
const env = { IDENTITY_KEYS: settings.IDENTITY_KEYS, CART, AWAY };

async function ask(path: string, token?: string, init: RequestInit = {}) {
  const sent = new Headers(init.headers);
  if (token) sent.set(gatewayHeader, token);
  return gateway.fetch(new Request(`https://services.example${path}`, { ...init, headers: sent }), env);
}
const key = () => tokenFor({ audience: [gatewayAudience] });

test('a signed call reaches the service with its path, body and headers, but without the signature', async () => {
  const sent = { authorization: 'Bearer operator', [headers.identity]: 'a token for cart' };
  const answer = await ask('/cart/cart/items?a=1', await key(), {
    method: 'POST',
    body: 'milk',
    headers: sent,
  });
  expect([answer.status, await answer.text()]).toEqual([201, 'milk']);
  const [request] = asked;
  expect(request?.url).toBe('http://worker/cart/items?a=1');
  expect(request?.headers.get(gatewayHeader)).toBeNull();
  expect(request?.headers.get('authorization')).toBe('Bearer operator');
  expect(request?.headers.get(headers.identity)).toBe('a token for cart');
});

test.each([
  ['without a token', async () => undefined],
  ['with a token for a slice', () => tokenFor({ audience: ['cart'] })],
  ['with a token of a service', () => tokenFor({ audience: [gatewayAudience], issuer: 'cart-service' })],
  ['with a forged token', async () => `${(await key()).slice(0, -8)}AAAAAAAA`],
])('a call %s is refused', async (_, token) => {
  asked.length = 0;
  const answer = await ask('/cart/cart', await token());
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ status: 401, reason: 'invalid-token' });
  expect(asked).toEqual([]);
});

test('a gateway without keys refuses every call', async () => {
  const request = new Request('https://services.example/cart/cart', {
    headers: { [gatewayHeader]: await key() },
  });
  expect((await gateway.fetch(request, { CART })).status).toBe(401);
});

test.each([
  ['/identity_keys/', 404],
  ['/constructor/', 404],
  ['/nothing/', 404],
  ['/cart', 404],
  ['/away/', 503],
  [gatewayCheckPath, 200],
])('%s is %p', async (path, status) => {
  expect((await ask(path, await key())).status).toBe(status);
});

test('its wrangler.toml binds every service', async () => {
  const text = readFileSync(`${root}/gateway/wrangler.toml`, 'utf8');
  expect(text, 'Run `bun tools/bindings.ts`.').toBe(await withGatewayBindings(text));
});
