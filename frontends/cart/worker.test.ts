import { describe, expect, test } from 'bun:test';
import type { CartView } from '@jogakbo/cart-bff/contract';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ visitor: 'visitor-0123456789-abcdef', audience: ['cart'] });
const key = '0198c0de-0000-7000-8000-000000000001';
const line: CartView['lines'][number] = {
  ...{ productId: '1', itemId: '2', quantity: 4, price: null, stock: { level: 'low' as const, left: 3 } },
  product: { title: '블록', image: '/i.svg', option: '혼합' },
};
const cart: CartView = {
  ...{ count: 1, lines: [line], total: 0, saved: 0, priced: true, orderable: false },
  remainder: [{ productId: '5', itemId: '6', quantity: 2, title: '자리가 없는 블록' }],
};
const addition = { productId: '1', itemId: '2', quantity: '2', key };
type Answer = () => Response | Promise<Response>;
const away: Answer = () => new Response(null, { status: 503 });

describe('a form whose answer was lost', () => {
  test('says so, and is sent again with the same key', async () => {
    const { post, keys } = createFrontend({ '/items': away });
    const answer = await post('/cart/items', addition);
    expect(answer.status).toBe(503);
    const html = await answer.text();
    expect(html).toContain('확인하지 못했어요');
    expect(html).toContain(`name="again" value="${key}"`);
    await post('/cart/items', { ...addition, key: 'of-another-page', again: key });
    await post('/cart/items', { ...addition, quantity: '3' });
    expect(keys[1]).toBe(keys[0] as string);
    expect(keys[2]).not.toBe(keys[0] as string);
  });

  test('gets a key if it had none', async () => {
    const { post, keys } = createFrontend({ '/items': away });
    const html = await (await post('/cart/items', { ...addition, key: '' })).text();
    const again = html.match(/name="again" value="([\w-]+)"/)?.[1] as string;
    await post('/cart/items', { ...addition, key: '', again });
    expect(keys[1]).toBe(keys[0] as string);
  });

  test('says that nothing has changed if the cart was never called', async () => {
    const unavailable = () => Response.json(toProblem('unavailable', 503), { status: 503 });
    const html = await (await createFrontend({ '/items': unavailable }).post('/cart/items', addition)).text();
    expect(html).toContain('바뀐 것은 없으니');
    expect(html).not.toContain('name="again"');
  });

  test.each([
    ['/cart/items/2', { quantity: '3', key }, 'name="quantity" value="3"'],
    ['/cart/selection', { item: '2', key }, 'name="item" value="2"'],
    ['/cart/remainder', { key }, 'action="/cart/remainder"'],
  ])('from %s is offered again even while the cart cannot be shown', async (path, fields, part) => {
    const { post } = createFrontend({ '*': away });
    const answer = await post(path, fields);
    expect(answer.status).toBe(503);
    const html = await answer.text();
    expect(html).toContain(part);
    expect(html).toContain(`name="key" value="${key}"`);
  });
});

describe('the cart page', () => {
  test('says how many pieces are left, and why the cart cannot be ordered', async () => {
    const html = await (await createFrontend().get('/fragments/lines')).text();
    expect(html).toContain('품절임박 (3개 남음)');
    expect(html).toMatch(/<button type="button"[^>]* disabled/);
    expect(html).toContain('재고보다 많이 담은 상품');
    expect(html).not.toContain('href="/checkout"');
  });

  test('lists the lines that had no room, to be added or cleared', async () => {
    const html = await (await createFrontend().get('/fragments/lines')).text();
    expect(html).toContain('자리가 없는 블록');
    expect(html).toContain('action="/cart/remainder"');
    const full = () => Response.json(toProblem('too-many-lines', 409), { status: 409 });
    const { post } = createFrontend({ '/items': full });
    const refused = await post('/cart/items', { ...addition, from: 'cart' });
    expect(refused.status).toBe(422);
    expect(refused.headers.get(headers.fragment)).toBe('cart/lines');
    expect(await refused.text()).toContain('100가지까지');
  });

  test('says that a repeated request was not carried out again', async () => {
    const { post, get } = createFrontend({ '/items': () => Response.json({ count: 1, repeated: true }) });
    expect((await post('/cart/items', addition)).headers.get('location')).toBe('/cart?notice=repeated');
    expect(await (await get('/fragments/lines?notice=repeated')).text()).toContain('다시 하지 않았어요');
  });
});

describe('the mini-cart', () => {
  const open = async (path: string) => {
    const { get } = createFrontend({ '/count': () => Response.json({ count: 2 }) });
    const answers = [await get(path), await get(path)];
    return Promise.all(
      answers.map(async (answer) => ({
        html: await answer.text(),
        caching: answer.headers.get('cache-control'),
      })),
    );
  };

  test('of a page with a buy box has a new key each time, so it is not kept', async () => {
    const [first, second] = await open('/fragments/mini-cart');
    expect(first?.html).toMatch(/name="key" value="[\w-]{36}"/);
    expect(first?.html).not.toBe(second?.html);
    expect(first?.caching).toBe('private, no-store');
  });

  test('of another page has no key, and may be shown again to the same person', async () => {
    const [first, second] = await open('/fragments/mini-cart?key=none');
    expect(first?.html).not.toContain('name="key"');
    expect(first?.html).toBe(second?.html);
    expect(first?.caching).toBe('private, max-age=3');
  });
});

function toProblem(reason: string, status: number) {
  return { type: 'about:blank', title: '', status, reason };
}

/** Creates the frontend in front of a BFF with these answers, and a cart of one line for other paths. */
function createFrontend(answers: Record<string, Answer> = {}) {
  const keys: (string | null)[] = [];
  const BFF = {
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET') keys.push(request.headers.get('idempotency-key'));
      const answer = answers[pathname] ?? answers['*'];
      return answer ? answer() : Response.json(cart);
    },
  };
  const env = { BFF, LOG_LEVEL: 'off', ...settings };
  const sent = { 'accept-language': 'ko', [headers.identity]: token };
  return {
    keys,
    get: async (path: string) => app.request(path, { headers: sent }, env),
    post: async (path: string, fields: Record<string, string>) =>
      app.request(
        path,
        {
          method: 'POST',
          headers: { ...sent, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        },
        env,
      ),
  };
}
