import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import type { Binding } from '@jogakbo/edge/call';
import type { ProductBatch } from '@jogakbo/product-service/contract';
import type { RatingBatch, RatingSummary, Review, ReviewPage } from '@jogakbo/review-service/contract';
import * as v from 'valibot';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { createUpstash } from '../../tools/upstash/create-upstash.ts';
import { OwnView, paths, ReviewsView, SummaryView } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ member: 'm1', audience: ['review'] });
const guest = await tokenFor({ visitor: 'visitor-0123456789-abcdef', audience: ['review'] });
const good = { productId: '1', rating: '4', title: '좋아요', body: '열 글자가 넘는 상품평이에요.' };
const review: Review = { id: 'a', createdAt: 0, author: '김*수', ...good, rating: 4 };
const rated: RatingSummary = { productId: '1', count: 1, average: 4, histogram: [0, 0, 0, 1, 0] };
const unrated: RatingSummary = { productId: '1', count: 0, average: 0, histogram: [0, 0, 0, 0, 0] };
const listing = { sort: 'rating-low', rating: 4, page: 2 } as const;

describe('reading reviews', () => {
  test('gives the summary and the requested page of reviews', async () => {
    const { request, asked } = createBff({ summary: rated });
    const summary = await request(paths.summary('1'));
    expect(v.parse(SummaryView, await summary.json())).toEqual(rated);
    const reviews = await request(paths.list('1', listing));
    expect(v.parse(ReviewsView, await reviews.json()).reviews).toEqual([review]);
    expect(asked.map(({ url }) => url)).toEqual([
      '/products/1/reviews?sort=newest&page=1',
      '/products/1/reviews?sort=rating-low&rating=4&page=2',
    ]);
  });

  test.each([paths.summary('1'), paths.list('1', listing)])(
    '%s of an unknown product is 404',
    async (path) => {
      expect((await createBff({ summary: unrated, known: false }).request(path)).status).toBe(404);
      expect((await createBff({ summary: unrated }).request(path)).status).toBe(200);
    },
  );

  test.each([paths.summary('1'), paths.list('1', listing)])(
    '%s works while the product team is away',
    async (path) => {
      expect((await createBff({ summary: unrated, productStatus: 503 }).request(path)).status).toBe(200);
    },
  );

  test('is 422 for a malformed product id, and 503 if reviews cannot be read', async () => {
    expect((await createBff({ summary: rated }).request('/reviews?product=x')).status).toBe(422);
    expect((await createBff({ summary: rated, reviewStatus: 500 }).request(paths.summary('1'))).status).toBe(
      503,
    );
  });
});

describe('writing a review', () => {
  test('passes the review on with its key and token', async () => {
    const { write, asked } = createBff({ summary: rated });
    const response = await write(good, { 'idempotency-key': 'a' });
    expect(response.status).toBe(201);
    const { productId: _, ...text } = { ...good, rating: 4 };
    expect(asked).toEqual([{ url: '/products/1/reviews', method: 'POST', key: 'a', token, body: text }]);
  });

  test('reading and withdrawing an own review passes the token on', async () => {
    const { own, asked } = createBff({ summary: rated });
    expect(v.parse(OwnView, await (await own('GET')).json())).toEqual({ delivered: true, review });
    expect(await (await own('DELETE')).json()).toEqual({ withdrawn: true });
    const url = '/products/1/reviews/own';
    expect(asked).toMatchObject([
      { url, method: 'GET', token },
      { url, method: 'DELETE', token },
    ]);
  });

  test.each([
    ['a guest', guest],
    ['a caller without a token', ''],
  ])('is not for %s', async (_, who) => {
    const { write, own, asked } = createBff({ summary: rated });
    const sent = { [headers.identity]: who };
    for (const answer of [await write(good, sent), await own('GET', sent), await own('DELETE', sent)])
      expect(answer.status).toBe(401);
    expect(asked).toEqual([]);
  });

  test.each([
    [403, 'not-delivered'],
    [409, 'withdrawn'],
  ])('passes on the refusal of the service: %p %s', async (reviewStatus, reason) => {
    const answer = await createBff({ summary: rated, reviewStatus, reason }).write(good);
    expect([answer.status, v.parse(Problem, await answer.json()).reason]).toEqual([reviewStatus, reason]);
  });

  test('is limited for each member with 429, RateLimit and retry-after, but reading is not', async () => {
    const upstash = await createUpstash({ token: 'test' });
    const redis = { UPSTASH_REDIS_REST_URL: upstash.url, UPSTASH_REDIS_REST_TOKEN: upstash.token };
    const limits = { ...redis, REDIS_TIMEOUT: '5000', REVIEWS_BY_MEMBER: '2' };
    const { write, own } = createBff({ summary: rated, settings: limits });
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await write(good)).status);
    const refused = await own('DELETE');
    const other = await write(good, {
      [headers.identity]: await tokenFor({ member: 'm2', audience: ['review'] }),
    });
    expect([...statuses, refused.status, (await own('GET')).status, other.status]).toEqual([
      ...[201, 201, 429, 429, 200, 201],
    ]);
    expect(refused.headers.get('ratelimit')).toMatch(/^"reviews";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await upstash.close();
  });

  test('wrong input is 422 with the names of the fields', async () => {
    const response = await createBff({ summary: rated }).write({ productId: '1', rating: '7', body: 'x' });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = v.parse(Problem, await response.json());
    expect(errors?.map(({ field }) => field)).toEqual(['rating', 'title', 'body']);
  });
});

test('the API describes itself', async () => {
  const document = await (await createBff({ summary: rated }).request('/openapi.json')).json();
  expect(Object.keys(document.paths)).toEqual(['/summary', '/reviews', '/own']);
  const parameters: { name: string; required?: boolean }[] = document.paths['/reviews'].get.parameters;
  expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['product']);
});

type Options = {
  summary: RatingSummary;
  known?: boolean;
  productStatus?: number;
  reviewStatus?: number;
  reason?: string;
  settings?: Record<string, string>;
};
type Asked = { url: string; method?: string; body?: unknown; key: string | null; token: string | null };

/** Creates the BFF in front of a review service with one review and a product service that may know its product. */
function createBff({ summary, known = true, productStatus = 200, reviewStatus = 200, ...more }: Options) {
  const asked: Asked[] = [];
  const REVIEW: Binding = {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push({
        url: pathname + search,
        method: request.method,
        key: request.headers.get('idempotency-key'),
        token: request.headers.get(headers.identity),
        ...(request.method === 'POST' ? { body: await request.json() } : {}),
      });
      const page: ReviewPage = { summary, reviews: [review], total: 1, page: 1, pages: 1 };
      const batch: v.InferOutput<typeof RatingBatch> = { ratings: [summary] };
      if (more.reason) {
        const refusal = { type: 'about:blank', title: '', status: reviewStatus, reason: more.reason };
        return Response.json(refusal, { status: reviewStatus });
      }
      const own = request.method === 'DELETE' ? { withdrawn: true } : { delivered: true, review };
      const read = pathname === '/ratings' ? batch : pathname.endsWith('/own') ? own : page;
      const answer = request.method === 'POST' ? review : read;
      return Response.json(answer, { status: reviewStatus });
    },
  };
  const PRODUCT: Binding = {
    async fetch() {
      const { productId: id } = good;
      const product = {
        id,
        itemId: '2',
        title: '',
        brand: '',
        category: '',
        image: '',
        badges: [],
        createdAt: 0,
      };
      const batch: v.InferOutput<typeof ProductBatch> = { products: known ? [product] : [] };
      return Response.json(batch, { status: productStatus });
    },
  };
  const env = { REVIEW, PRODUCT, LOG_LEVEL: 'off', ...settings, ...more.settings };
  return {
    asked,
    request: async (path: string, init?: RequestInit) => app.request(path, init, env),
    own: async (method: string, sent: Record<string, string> = {}) =>
      app.request(paths.own('1'), { method, headers: { [headers.identity]: token, ...sent } }, env),
    write: async (body: object, sent: Record<string, string> = {}) =>
      app.request(
        paths.reviews,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', [headers.identity]: token, ...sent },
          body: JSON.stringify(body),
        },
        env,
      ),
  };
}
