import { describe, expect, test } from 'bun:test';
import type { Binding } from '@jogakbo/edge/call';
import { paths } from './contract.ts';
import app from './worker.ts';

const authorization = 'Bearer secret';
const product = { title: '가', brand: '나', category: 'toys', attributes: [], badges: [] };
const price = { list: 2, final: 1, discountPercent: 50 };

type Owner = 'EVENTS' | 'AUDIT' | 'PRODUCT' | 'PRICING' | 'CATEGORY' | 'INVENTORY' | 'REVIEW' | 'ORDER';

/** Creates the BFF in front of services that give these answers, and records every call. */
function createOperator(answers: Partial<Record<Owner, Response>> = {}) {
  const asked: [owner: string, line: string, token: string | null, body: unknown][] = [];
  const toOwner = (owner: Owner): Binding => ({
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const body = request.headers.has('content-type') ? await request.json() : undefined;
      asked.push([
        owner,
        `${request.method} ${pathname}${search}`,
        request.headers.get('authorization'),
        body,
      ]);
      return answers[owner] ?? Response.json({ status: 503 }, { status: 503 });
    },
  });
  const env = {
    EVENTS: toOwner('EVENTS'),
    AUDIT: toOwner('AUDIT'),
    PRODUCT: toOwner('PRODUCT'),
    PRICING: toOwner('PRICING'),
    CATEGORY: toOwner('CATEGORY'),
    INVENTORY: toOwner('INVENTORY'),
    REVIEW: toOwner('REVIEW'),
    ORDER: toOwner('ORDER'),
    OPERATOR_TOKEN: 'secret',
    LOG_LEVEL: 'off',
  };
  const ask = async (path: string, method = 'GET', body?: object, token = authorization) =>
    app.request(
      path,
      {
        method,
        headers: { authorization: token, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      },
      env,
    );
  return { asked, ask, env };
}

const routes: [path: string, method: string, owner: string, body?: object][] = [
  [paths.letters(5), 'GET', 'EVENTS'],
  [paths.letter(5), 'DELETE', 'EVENTS'],
  [paths.replay(5), 'POST', 'EVENTS'],
  [paths.replayAll, 'POST', 'EVENTS'],
  [paths.entries(5, 'price.changed'), 'GET', 'AUDIT'],
  [paths.verification('a'.repeat(64)), 'GET', 'AUDIT'],
  [paths.signatures, 'GET', 'AUDIT'],
  [paths.pruning, 'POST', 'AUDIT', { seq: 1, head: 'a' }],
  [paths.expired(5), 'DELETE', 'EVENTS'],
  [paths.product('1'), 'PUT', 'PRODUCT', product],
  [
    paths.categories,
    'PUT',
    'CATEGORY',
    { categories: [{ slug: 'a', parent: null, name: { ko: '가', en: 'A' } }] },
  ],
  [
    paths.products,
    'PUT',
    'PRODUCT',
    {
      products: [
        {
          ...{ ...product, id: '1', createdAt: 1, optionName: '', options: [{ itemId: '10', label: '' }] },
          picture: { shape: 'box', hue: 0, accent: 0, pattern: 0 },
        },
      ],
    },
  ],
  [
    paths.prices,
    'PUT',
    'PRICING',
    { prices: [{ ...price, itemId: '10', productId: '1', unit: null, coupon: null }] },
  ],
  [paths.stocks, 'PUT', 'INVENTORY', { stocks: [{ itemId: '10', productId: '1', available: 3 }] }],
  [
    paths.reviews,
    'PUT',
    'REVIEW',
    {
      reviews: [
        { id: 'r', productId: '1', rating: 5, title: '가', body: '나', author: '김*수', createdAt: 1 },
      ],
    },
  ],
  [`${paths.moves('review')}?keys=r`, 'GET', 'REVIEW'],
  [`${paths.moves('order')}?after=o&settled=yes`, 'GET', 'ORDER'],
  [paths.moves('inventory'), 'PUT', 'INVENTORY', { moves: [{ key: '10', row: { available: 3 } }] }],
  [paths.price('10'), 'PUT', 'PRICING', { ...price, unit: null, coupon: null }],
];

describe.each(routes)('the route %s (%s)', (path, method, owner, body) => {
  test('calls its owner with the token, and passes a failure on', async () => {
    const { ask, asked } = createOperator();
    expect((await ask(path, method, body)).status).toBe(503);
    const own = path.replace(/^\/moves\/\w+/, '/moves');
    expect(asked).toEqual([[owner, `${method} ${own}`, authorization, body]]);
  });

  test('is for operators only', async () => {
    const { ask, asked, env } = createOperator();
    expect((await ask(path, method, body, 'Bearer wrong')).status).toBe(401);
    env.OPERATOR_TOKEN = '';
    expect((await ask(path, method, body, 'Bearer ')).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

test('passes on the answers and refusals of the owner', async () => {
  const verification = { intact: true, count: 0, head: '0', broken: null };
  const { ask } = createOperator({
    AUDIT: Response.json(verification),
    PRODUCT: Response.json({ type: 'about:blank', title: 'Not Found', status: 404 }, { status: 404 }),
  });
  expect(await (await ask(paths.verification())).json()).toEqual(verification);
  expect((await ask(paths.product('1'), 'PUT', product)).status).toBe(404);
});

test.each([
  ['/dead-letters?after=x', 'GET', undefined],
  ['/dead-letters/x/replay', 'POST', undefined],
  ['/entries?type=x', 'GET', undefined],
  ['/verification?head=x', 'GET', undefined],
  ['/products/1', 'PUT', { ...product, title: '' }],
  ['/prices/1', 'PUT', { ...price, final: 3 }],
])('%s (%s) with wrong input is 422 without a call', async (path, method, body) => {
  const { ask, asked } = createOperator();
  expect((await ask(path, method, body)).status).toBe(422);
  expect(asked).toEqual([]);
});

test('the API describes itself', async () => {
  const document = await (await createOperator().ask('/openapi.json')).json();
  expect(Object.keys(document.paths)).toContain('/dead-letters/{id}/replay');
});
