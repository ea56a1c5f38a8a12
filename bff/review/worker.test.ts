import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import type { Binding } from '@jogakbo/edge/call';
import type { ProductBatch } from '@jogakbo/product-service/contract';
import type { RatingBatch, RatingSummary, Review, ReviewPage } from '@jogakbo/review-service/contract';
import * as v from 'valibot';
import { createTestIdentity } from '../../tools/testing/create-test-identity.ts';
import { paths, ReviewsView, SummaryView } from './contract.ts';
import app from './worker.ts';

const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ visitor: 'visitor-0123456789-abcdef', audience: ['review'] });
const good = { productId: '1', rating: '4', title: '좋아요', body: '열 글자가 넘는 상품평이에요.' };
const review: Review = { id: 'a', createdAt: 0, author: '손님 1a2b', ...good, rating: 4 };
const rated: RatingSummary = { productId: '1', count: 1, average: 4, histogram: [0, 0, 0, 1, 0] };
const unrated: RatingSummary = { productId: '1', count: 0, average: 0, histogram: [0, 0, 0, 0, 0] };
const listing = { sort: 'rating-low', rating: 4, page: 2 } as const;

describe('reading', () => {
  test('gives the summary, and the page of reviews that was asked for', async () => {
    const { request, asked } = createBff({ summary: rated });
    const summary = await request(paths.summary('1'));
    expect(v.parse(SummaryView, await summary.json())).toEqual(rated);
    const reviews = await request(paths.list('1', listing));
    expect(v.parse(ReviewsView, await reviews.json()).reviews).toEqual([review]);
    expect(asked.map(({ url }) => url)).toEqual([
      '/ratings?products=1',
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

  test.each([paths.summary('1'), paths.list('1', listing)])('%s outlives the product team', async (path) => {
    expect((await createBff({ summary: unrated, productStatus: 503 }).request(path)).status).toBe(200);
  });

  test('is 422 for what is no product, and 503 where reviews cannot be had', async () => {
    expect((await createBff({ summary: rated }).request('/reviews?product=x')).status).toBe(422);
    expect((await createBff({ summary: rated, reviewStatus: 500 }).request(paths.summary('1'))).status).toBe(
      503,
    );
  });
});

describe('writing', () => {
  test('passes the review on with key, visitor and a name that does not tell the visitor', async () => {
    const { write, asked } = createBff({ summary: rated });
    const response = await write(good, { 'idempotency-key': 'a' });
    expect(response.status).toBe(201);
    const sent = asked.at(-1);
    expect(sent).toMatchObject({ url: '/products/1/reviews', key: 'a', token });
    const { author, ...rest } = (sent?.body ?? {}) as { author?: string };
    expect(rest as object).toEqual({ rating: 4, title: good.title, body: good.body });
    expect(author).toMatch(/^손님 [0-9a-f]{4}$/);
    await write({ ...good, title: '또' });
    expect(asked.at(-1)?.body).toMatchObject({ author });
  });

  test('to an unknown product is 404, and nothing is written', async () => {
    const { write, asked } = createBff({ summary: unrated, known: false });
    expect((await write(good)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('is 503 while nobody can say whether the product exists', async () => {
    expect((await createBff({ summary: rated, productStatus: 500 }).write(good)).status).toBe(503);
  });

  test('is for visitors only', async () => {
    expect((await createBff({ summary: rated }).write(good, { [headers.identity]: '' })).status).toBe(401);
  });

  test('what does not fit is 422 with the fields at fault', async () => {
    const response = await createBff({ summary: rated }).write({ productId: '1', rating: '7', body: 'x' });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = v.parse(Problem, await response.json());
    expect(errors?.map(({ field }) => field)).toEqual(['rating', 'title', 'body']);
  });
});

test('the API describes itself', async () => {
  const document = await (await createBff({ summary: rated }).request('/openapi.json')).json();
  expect(Object.keys(document.paths)).toEqual(['/summary', '/reviews']);
  const parameters: { name: string; required?: boolean }[] = document.paths['/reviews'].get.parameters;
  expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['product']);
});

type Options = { summary: RatingSummary; known?: boolean; productStatus?: number; reviewStatus?: number };
type Asked = { url: string; body?: unknown; key: string | null; token: string | null };

/** The BFF between a review service that has one review and a product service that knows its product or does not. */
function createBff({ summary, known = true, productStatus = 200, reviewStatus = 200 }: Options) {
  const asked: Asked[] = [];
  const REVIEW: Binding = {
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push({
        url: pathname + search,
        key: request.headers.get('idempotency-key'),
        token: request.headers.get(headers.identity),
        ...(request.method === 'POST' ? { body: await request.json() } : {}),
      });
      const page: ReviewPage = { summary, reviews: [review], total: 1, page: 1, pages: 1 };
      const batch: v.InferOutput<typeof RatingBatch> = { ratings: [summary] };
      const answer = request.method === 'POST' ? review : pathname === '/ratings' ? batch : page;
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
  const env = { REVIEW, PRODUCT, LOG_LEVEL: 'off', ...settings };
  return {
    asked,
    request: async (path: string, init?: RequestInit) => app.request(path, init, env),
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
