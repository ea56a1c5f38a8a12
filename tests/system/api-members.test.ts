import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { signWebhook, toWebhookKey } from '@jogakbo/edge/sign-webhook';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { home } from '../../tools/visitor/purchase.ts';
import { createProgram } from '../create-program.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openSharedShop } from '../open-shared-shop.helper.ts';
import { until } from '../until.helper.ts';

const shop = await openSharedShop();
/** An item with a large stock, since other files of the shared shop buy, too. */
const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const program = await createProgram(shop, ['catalog:read', 'cart', 'orders', 'checkout']);
const member = await createShopper(shop);

describe('a program that asks a member', () => {
  test('sends a guest to the log-in, and from there back to its question', async () => {
    const guest = createVisitor(shop.url);
    const { status, location } = await guest.get(program.page);
    expect([status, location]).toEqual([303, `/login?next=${encodeURIComponent(program.page)}`]);
    const { email, password } = member;
    const entered = await guest.post('/login', { email, password, next: program.page });
    expect(entered.location).toBe(program.page);
    expect((await guest.get(program.page)).text).toContain('Phone app');
  });

  test('gets a code, its own state, and the issuer of the metadata', async () => {
    const { issuer } = (await (await fetch(`${shop.url}/.well-known/oauth-authorization-server`)).json()) as {
      issuer: string;
    };
    const back = await program.ask(member);
    expect(back.origin + back.pathname).toBe('https://app.example/back');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      ...{ from: 'shop', code: expect.stringMatching(/^jbc_/), state: program.request.state, iss: issuer },
    });
    const refused = await program.ask(member, 'refuse');
    expect(refused.searchParams.get('error')).toBe('access_denied');
  });

  test('gets tokens that end when the member logs out everywhere', async () => {
    const other = await createShopper(shop);
    const tokens = await program.connect(other);
    expect(tokens.scope).toBe('catalog:read cart orders checkout');
    const ask = () => program.api(tokens.access_token, '/menu/links');
    expect((await ask()).status).toBe(200);
    expect((await other.get('/my')).text).toContain('Phone app');

    await other.post('/logout', { everywhere: '1' });
    expect((await ask()).status).toBe(401);
    const refreshed = await program.refresh(tokens.refresh_token);
    expect([refreshed.status, await refreshed.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  test('loses what a member ends on their page', async () => {
    const tokens = await program.connect(member);
    const ended = await member.post(`/my/apps/${program.id}`, {});
    expect(ended.location).toBe('/my?done=app-disconnected#apps');
    expect((await program.api(tokens.access_token, '/menu/links')).status).toBe(401);
  });
});

type Document = {
  webhooks: {
    order: {
      post: {
        parameters: { name: string }[];
        requestBody: { content: { 'application/json': { schema: object } } };
      };
    };
  };
};

/** The receiver of the program's webhooks. Its first answer is a failure, so the first message comes twice. */
const taken: { headers: Record<string, string>; body: string }[] = [];
const receiver = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  async fetch(request) {
    taken.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
    return new Response('', { status: taken.length === 1 ? 500 : 200 });
  },
});
afterAll(() => receiver.stop(true));
const told = () => taken.map(({ body }) => JSON.parse(body) as { type: string; data: object });

async function registerWebhook(): Promise<string> {
  const answer = await fetch(`${shop.url}/api/operator/api-clients/${program.id}/webhook`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${shop.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${receiver.port}/hooks` }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

describe('a program with the token of a member', () => {
  let token: string;
  let name: string;
  beforeAll(async () => {
    ({ access_token: token, member: name } = await program.connect(member));
  });
  const ask = (method: string, path: string, body?: object, key = crypto.randomUUID()) =>
    program.api(token, path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const read = async <Value>(path: string) => (await (await ask('GET', path)).json()) as Value;

  test('fills the cart that the member sees, each change once', async () => {
    const key = crypto.randomUUID();
    for (const _ of ['first', 'repeated'])
      expect((await ask('POST', '/cart/items', { ...item, quantity: 2 }, key)).status).toBe(200);
    expect((await ask('POST', '/cart/items', { ...item, quantity: 3 }, key)).status).toBe(422);
    const quantities = async () =>
      (await read<{ lines: { quantity: number }[] }>('/cart/cart')).lines.map(({ quantity }) => quantity);
    expect(await quantities()).toEqual([2]);
    // On a busy machine, a page may show its fallback first.
    await until('the page with the item', async () =>
      (await member.get('/cart')).text.includes(item.productId),
    );
    expect((await ask('PUT', `/cart/items/${item.itemId}`, { quantity: 1 })).status).toBe(200);
    expect(await quantities()).toEqual([1]);
    expect((await ask('DELETE', `/cart/items/${item.itemId}`)).status).toBe(200);
    expect(await quantities()).toEqual([]);
  });

  test('lets an assistant fill the cart, and hands the checkout over to the member', async () => {
    const call = async (name: string, given: object = {}) => {
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } };
      const answer = (await (await ask('POST', '/mcp', message)).json()) as {
        result: { isError: boolean; content: { text: string }[] };
      };
      return { failed: answer.result.isError, value: JSON.parse(answer.result.content[0]?.text ?? '{}') };
    };
    expect((await call('get_checkout_link')).value).toEqual({ link: null, lines: 0 });
    expect((await call('add_to_cart', { ...item, quantity: 1 })).failed).toBe(false);
    const { value } = await call('get_checkout_link');
    expect(value).toEqual({ link: '/checkout', lines: 1 });
    expect((await member.get(value.link)).status).toBe(200);
  });

  test('orders the cart once, cancels the order, and learns of both by webhooks', async () => {
    const secret = await registerWebhook();
    const view = await read<{ draft: { id: string; snapshot: { revision: string } } }>('/order/checkout');
    const order = {
      ...{ draft: view.draft.id, revision: view.draft.snapshot.revision, address: home },
      ...{ payment: { method: 'card', token: 'tok_ok' }, agree: true },
    };
    const key = crypto.randomUUID();
    const [first, second] = [
      await ask('POST', '/order/orders', order, key),
      await ask('POST', '/order/orders', order, key),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    const { id } = (await first.json()) as { id: string };
    expect(await second.json()).toEqual({ id });
    const { orders } = await read<{ orders: { id: string }[] }>('/order/orders');
    expect(orders.map((each) => each.id)).toEqual([id]);
    expect(await read<{ address: object }>(`/order/orders/${id}`)).toMatchObject({
      id,
      // The shop stores a phone number without hyphens.
      address: { ...home, phone: '01012345678' },
    });
    expect((await ask('POST', `/order/orders/${id}/cancellation`)).status).toBe(202);
    const wanted = ['order.placed', 'order.cancelled'];
    await until('the webhooks of the order', () =>
      wanted.every((type) => told().some((each) => each.type === type)),
    );
    const document = (await (await fetch(`${shop.url}/api/v1/openapi.json`)).json()) as Document;
    const { parameters, requestBody } = document.webhooks.order.post;
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(
      requestBody.content['application/json'].schema,
    );
    for (const { headers, body } of taken) {
      for (const { name: header } of parameters) expect(headers).toHaveProperty(header);
      expect([check(JSON.parse(body)), check.errors]).toEqual([true, null]);
      const message = {
        id: headers['webhook-id'] ?? '',
        time: Number(headers['webhook-timestamp']) * 1_000,
        body,
      };
      expect(headers).toMatchObject(await signWebhook(message, toWebhookKey(secret)));
    }
    for (const { data } of told()) expect(data).toEqual({ order: id, member: name });
  });

  test('reaches no other member, and nothing that the member did not allow', async () => {
    const other = await createShopper(shop);
    const id = await other.buy({ item });
    expect((await ask('GET', `/order/orders/${id}`)).status).toBe(404);
    const narrow = await createProgram(shop, ['catalog:read', 'cart']);
    const { access_token: small } = await narrow.connect(other);
    const refused = await narrow.api(small, '/order/orders');
    expect([refused.status, await refused.json()]).toMatchObject([403, { reason: 'missing-scope' }]);
    expect((await narrow.api(narrow.key, '/cart/cart')).status).toBe(403);
  });
});
