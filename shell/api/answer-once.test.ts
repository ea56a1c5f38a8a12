import { afterAll, describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { createTestShell } from '../create-test-shell.helper.ts';

const upstash = await createUpstash({ engine: 'embedded', token: 'test' });
afterAll(() => upstash.close());
const redis = {
  UPSTASH_REDIS_REST_URL: upstash.url,
  UPSTASH_REDIS_REST_TOKEN: 'test',
  REDIS_TIMEOUT: '5000',
};

describe('a change with an idempotency key', () => {
  test('is made once, and the same request gets the first answer', async () => {
    const { change, made } = await open();
    const first = await change('k1', { quantity: 2 });
    const again = await change('k1', { quantity: 2 });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(again.headers.get('ratelimit')).not.toBeNull();
    expect(made()).toHaveLength(1);
  });

  test.each([
    ['another body', 'POST', '/cart/items', { quantity: 3 }],
    ['another path', 'POST', '/cart/others', { quantity: 2 }],
    ['another method', 'PUT', '/cart/items', { quantity: 2 }],
    ['another slice', 'POST', '/order/items', { quantity: 2 }],
  ])('is refused with 422 if the key had %s before', async (_, method, path, body) => {
    const { change, made } = await open();
    await change('k1', { quantity: 2 });
    const refused = await change('k1', body, { method, path });
    expect([refused.status, await refused.json()]).toMatchObject([422, { reason: 'key-reused' }]);
    expect(made()).toHaveLength(1);
  });

  test('is refused with 409 while the first request is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { change } = await open({
      wait: () => {
        reached.resolve();
        return gate.promise;
      },
    });
    const first = change('k1', { quantity: 2 });
    await reached.promise;
    const second = await change('k1', { quantity: 2 });
    expect([second.status, second.headers.get('retry-after')]).toEqual([409, '1']);
    expect(await second.json()).toMatchObject({ reason: 'in-progress' });
    gate.resolve();
    expect((await first).status).toBe(201);
  });

  test('of another member or another client is another change', async () => {
    const { change, made, state } = await open();
    await change('k1', { quantity: 2 });
    state.member = 'm2';
    await change('k1', { quantity: 5 });
    state.client = 'client-2';
    await change('k1', { quantity: 6 });
    expect(made()).toHaveLength(3);
  });

  test.each([
    ['refused for its input', 422, undefined, true],
    ['refused for the stock', 409, 'sold-out', true],
    ['under way in its service', 409, 'in-flight', false],
    ['refused as too frequent', 429, undefined, false],
    ['not answered', 503, undefined, false],
  ])('that is %s (%d %s) keeps its answer: %p', async (_, status, reason, kept) => {
    const { change, made, state } = await open();
    state.refusal = { type: 'about:blank', title: 'x', status, ...(reason ? { reason } : {}) };
    await change('k1', { quantity: 2 });
    state.refusal = undefined;
    expect((await change('k1', { quantity: 2 })).status).toBe(kept ? status : 201);
    expect(made()).toHaveLength(kept ? 1 : 2);
  });

  test('is made while Redis is away: the services know the key, too', async () => {
    const { change, made } = await open({
      settings: { ...redis, UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' },
    });
    expect((await change('k1', { quantity: 2 })).status).toBe(201);
    expect(made()[0]?.headers.get('idempotency-key')).toStartWith('k1 ');
  });
});

test('a member’s token tells the slice the member, and neither the token nor another member', async () => {
  const { change, shell } = await open();
  await change('k1', { quantity: 2 });
  const [asked] = shell.asked.filter(({ binding }) => binding === 'CART_BFF');
  expect(await shell.whoAsked(asked as NonNullable<typeof asked>)).toMatchObject({
    member: 'm1',
    visitor: undefined,
  });
  expect(asked?.request.headers.get('authorization')).toBeNull();
  expect(asked?.request.headers.get(headers.scopes)).toBe('cart');
});

type Settings = { wait?: () => Promise<void>; settings?: Record<string, string> };

/** A shell whose cart and order slices answer a change with a new number each time. */
async function open({ wait = async () => {}, settings = redis }: Settings = {}) {
  const name = crypto.randomUUID();
  const state = {
    member: 'm1',
    client: `client-${name}`,
    refusal: undefined as { status: number; [name: string]: unknown } | undefined,
  };
  const shell = await createTestShell(settings);
  shell.state.answer = ({ request }) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api-client')
      return Response.json({ id: state.client, scopes: ['cart'], quota: 1_000, member: state.member });
    if (!pathname.startsWith('/v1/')) return undefined;
    return wait().then(() => {
      if (!state.refusal) return Response.json({ made: crypto.randomUUID() }, { status: 201 });
      const headers = { 'content-type': 'application/problem+json' };
      return Response.json(state.refusal, { status: state.refusal.status, headers });
    });
  };
  const made = () =>
    shell.asked
      .filter(({ request: { url } }) => new URL(url).pathname.startsWith('/v1/'))
      .map(({ request }) => request);
  const change = (key: string, body: object, { method = 'POST', path = '/cart/items' } = {}) =>
    shell.fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...{ authorization: `Bearer jba_${'a'.repeat(43)}`, 'content-type': 'application/json' },
        'idempotency-key': `${key} ${name}`.slice(0, 100),
      },
      body: JSON.stringify(body),
    });
  return { change, made, state, shell };
}
