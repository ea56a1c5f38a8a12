import { beforeEach, describe, expect, test } from 'bun:test';
import createClient from 'openapi-fetch';
import type { paths } from '../../docs/api-client/jogakbo-api.d.ts';
import '../../tests/mock-workers.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { root } from '../../tools/workers.ts';
import shell from '../worker.ts';

const load = async (folder: string) => (await import(`${root}/${folder}/worker.ts`)).default as Worker;
const [member, operator, pricing, review] = await Promise.all(
  ['services/member', 'bff/operator', 'bff/pricing', 'bff/review'].map(load),
);
const { settings, keys } = await createTestIdentity(['member-service']);
const common = { ...settings, LOG_LEVEL: 'off', OPERATOR_TOKEN: 'secret' };
const context = { waitUntil() {}, passThroughOnException() {}, props: {} };

type Worker = { fetch(request: Request, env: object, context: object): Promise<Response> };
type Made = { id: string; key: string };

let ask: (path: string, init?: RequestInit) => Promise<Response>;

beforeEach(() => {
  const bind = (worker: Worker | undefined, env: object) => ({
    fetch: async (request: Request) => (worker as Worker).fetch(request, { ...common, ...env }, context),
  });
  const answer = (json: unknown) => ({ fetch: async () => Response.json(json) });
  const DB = createSqliteDatabase(`${root}/services/member/migrations`);
  const MEMBER = bind(member, { DB, IDENTITY_KEY: keys.own['member-service'] });
  const env = {
    ...{ ...common, IDENTITY_KEY: keys.own.shell, SESSIONS: MEMBER },
    OPERATOR_BFF: bind(operator, { MEMBER }),
    PRICING_BFF: bind(pricing, { PRICING: answer({ prices: [price] }), PRODUCT: answer({ products: [] }) }),
    REVIEW_BFF: bind(review, { REVIEW: { fetch: async (request: Request) => answerReviews(request) } }),
    PRICING_FRONTEND: answer({}),
    REVIEW_FRONTEND: answer({}),
    ASSETS: answer({}),
  } as unknown as Parameters<typeof shell.fetch>[1];
  ask = async (path, init = {}) =>
    shell.fetch(new Request(new URL(path, 'https://shop.example'), init), env, context);
});

describe('a key, from the operator to the slice', () => {
  test('opens the catalog until it is revoked', async () => {
    const { id, key } = await create();
    const prices = '/api/v1/pricing/price?product=1';
    const headers = { authorization: `Bearer ${key}` };
    const answer = await ask(prices, { headers });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ...price, badges: [] });
    const etag = answer.headers.get('etag') as string;
    expect((await ask(prices, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);

    await ask(`/api/operator/api-clients/${id}`, { method: 'DELETE', headers: operators });
    const refused = await ask(prices, { headers });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ reason: 'revoked-key' });
  });

  test('is made by operators only', async () => {
    for (const authorization of ['Bearer wrong', `Bearer ${(await create()).key}`])
      for (const method of ['GET', 'POST'])
        expect((await ask('/api/operator/api-clients', { method, headers: { authorization } })).status).toBe(
          401,
        );
  });
});

describe('the typed client', () => {
  test('knows the parameters, the fields and the problems', async () => {
    const { key } = await create();
    const api = createClient<paths>({
      baseUrl: 'https://shop.example/api/v1',
      headers: { authorization: `Bearer ${key}` },
      fetch: (request: Request) => ask(request.url, request),
    });
    const found = await api.GET('/pricing/price', { params: { query: { product: '1' } } });
    expect(found.data?.final).toBe(price.final);
    const missing = await api.GET('/pricing/price', { params: { query: { product: '2' } } });
    expect({ status: missing.error?.status, data: missing.data }).toEqual({ status: 404, data: undefined });
  });

  test('reads a whole list by its cursors', async () => {
    const { key } = await create();
    const api = createClient<paths>({
      baseUrl: 'https://shop.example/api/v1',
      headers: { authorization: `Bearer ${key}` },
      fetch: (request: Request) => ask(request.url, request),
    });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { product: '1', ...(cursor ? { cursor } : {}) };
      const { data } = await api.GET('/review/reviews', { params: { query } });
      seen.push(...(data?.reviews.map(({ id }) => id) ?? []));
      cursor = data?.next;
    } while (cursor);
    expect(seen).toEqual(['r1', 'r2', 'r3']);
  });
});

const operators = { authorization: 'Bearer secret' };
const price = {
  ...{ itemId: '11', productId: '1', list: 2_000, final: 1_500, discountPercent: 25 },
  ...{ unit: null, coupon: null },
};

/** Three pages with a review each. */
function answerReviews(request: Request): Response {
  const page = Number(new URL(request.url).searchParams.get('page') ?? 1);
  const summary = { productId: '1', count: 3, average: 5, histogram: [0, 0, 0, 0, 3] };
  const review = {
    id: `r${page}`,
    productId: '1',
    rating: 5,
    title: 't',
    body: 'b',
    author: '',
    createdAt: 1,
  };
  return Response.json({ summary, reviews: [review], total: 3, page, pages: 3 });
}

async function create(): Promise<Made> {
  const answer = await ask('/api/operator/api-clients', {
    method: 'POST',
    headers: { ...operators, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Price watch', scopes: ['catalog:read'] }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Made;
}
