import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tools/testing/create-sqlite-database.ts';
import { createTestIdentity } from '../../tools/testing/create-test-identity.ts';
import { paths, RatingBatch, RatingPage, Review, ReviewPage } from './contract.ts';
import app from './worker.ts';

const migrations = `${import.meta.dir}/migrations`;

const good = { rating: 4, title: '좋아요', body: '열 글자가 넘는 상품평이에요.', author: '손님 1a2b' };
const listing = { sort: 'newest', rating: undefined, page: 1 } as const;

describe('writing', () => {
  test('keeps the review with the time of the clock, and counts it', async () => {
    const { write, read } = createService();
    const response = await write('51862822', { ...good, body: '첫 줄이에요.\r\n둘째\u0007 줄이에요. ' });
    expect(response.status).toBe(201);
    const review = v.parse(Review, await response.json());
    expect(review).toMatchObject({ ...good, productId: '51862822', body: '첫 줄이에요.\n둘째 줄이에요.' });
    expect(review.createdAt).toBeGreaterThanOrEqual(Date.parse('2019-05-15T10:00:00+09:00'));
    expect(review.createdAt).toBeLessThan(Date.parse('2019-05-15T10:01:00+09:00'));
    const page = await read(paths.list('51862822', listing), ReviewPage);
    expect(page).toMatchObject({ reviews: [review], total: 1, page: 1, pages: 1 });
    const { ratings } = await read(paths.ofProducts(['1', '51862822']), RatingBatch);
    expect(ratings).toEqual([
      { productId: '1', count: 0, average: 0, histogram: [0, 0, 0, 0, 0] },
      { productId: '51862822', count: 1, average: 4, histogram: [0, 0, 0, 1, 0] },
    ]);
    expect(await read(paths.page(''), RatingPage)).toEqual({ ratings: ratings.slice(1), next: null });
    expect(await read(paths.page('51862822'), RatingPage)).toEqual({ ratings: [], next: null });
  });

  test('the same key again changes nothing and gives the same answer', async () => {
    const { write, read } = createService();
    const first = await write('1', good, { key: 'a' });
    const again = await write('1', { ...good, title: '다른 제목', rating: 1 }, { key: 'a' });
    expect(again.status).toBe(first.status);
    expect(await again.json()).toEqual(await first.json());
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(1);
  });

  test('another key, visitor or product, or no key at all, is another review', async () => {
    const { write, read } = createService();
    await write('1', good, { key: 'a' });
    await write('1', good, { key: 'b' });
    await write('1', good, { key: 'a', visitor: 'somebody-else-altogether' });
    await write('1', good);
    await write('1', good);
    await write('2', good, { key: 'a' });
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(5);
    expect((await read(paths.list('2', listing), ReviewPage)).total).toBe(1);
  });

  test('is for visitors only', async () => {
    const { write } = createService();
    expect((await write('1', good, { visitor: '' })).status).toBe(401);
  });

  test.each<[string, object, string[]]>([
    ['no rating', { rating: undefined }, ['rating']],
    ['a rating of 0', { rating: 0 }, ['rating']],
    ['a rating of 6', { rating: 6 }, ['rating']],
    ['half a star', { rating: 4.5 }, ['rating']],
    ['a rating in words', { rating: 'five' }, ['rating']],
    ['no title', { title: undefined }, ['title']],
    ['a title of spaces', { title: ' \t\u3000 ' }, ['title']],
    ['a title of nothing that is seen', { title: '\u200b\u3164' }, ['title']],
    ['a title of control characters', { title: '\u0000\u0007' }, ['title']],
    ['a title of 101 characters', { title: '가'.repeat(101) }, ['title']],
    ['a body of 9 characters', { body: ` ${'가'.repeat(9)} ` }, ['body']],
    ['a body of nothing that is seen', { body: '\u200b'.repeat(20) }, ['body']],
    ['a body of 2,001 characters', { body: '가'.repeat(2001) }, ['body']],
    ['a body that is no text', { body: ['a'] }, ['body']],
    ['everything wrong', { rating: 9, title: '', body: '' }, ['rating', 'title', 'body']],
  ])('%s is refused and names the field', async (_, change, fields) => {
    const { write, read } = createService();
    const response = await write('1', { ...good, ...change });
    expect(response.status).toBe(422);
    const { errors = [] } = v.parse(Problem, await response.json());
    expect([...new Set(errors.map(({ field }) => field))]).toEqual(fields);
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(0);
  });

  test.each([
    ['a title of 1 character', { title: '굿' }],
    ['a title of 100 characters and spaces around', { title: ` ${'가'.repeat(100)} ` }],
    ['a body of 10 characters', { body: '가'.repeat(10) }],
    ['a body of 2,000 characters, its line breaks as a form sends them', { body: '가\r\n'.repeat(1000) }],
  ])('%s is taken', async (_, change) => {
    expect((await createService().write('1', { ...good, ...change })).status).toBe(201);
  });
});

test.each([
  '?page=0',
  '?page=-1',
  '?page=x',
  '?page=1e9',
  '?sort=oldest',
  '?rating=6',
  '?rating=',
  '?page=',
  '',
])('a list asked for by %p is the default one', async (search) => {
  const { write, request } = createService();
  await write('1', good);
  const response = await request(`/products/1/reviews${search}`);
  expect(response.status).toBe(200);
  expect(v.parse(ReviewPage, await response.json())).toMatchObject({ total: 1, page: 1, pages: 1 });
});

const { settings, tokenFor } = await createTestIdentity();
const now = Date.parse('2019-05-15T10:00:00+09:00');
const toToken = (visitor: string) => tokenFor({ visitor, audience: ['review'], now });

function createService() {
  const env = {
    DB: createSqliteDatabase(migrations),
    LOG_LEVEL: 'off',
    DEV_NOW: '2019-05-15T10:00:00+09:00',
    ...settings,
  };
  const request = async (path: string, init?: RequestInit) => app.request(path, init, env);
  return {
    request,
    async read<Value>(path: string, schema: v.GenericSchema<unknown, Value>): Promise<Value> {
      return v.parse(schema, await (await request(path)).json());
    },
    async write(product: string, review: object, { key = '', visitor = 'visitor-0123456789-abcdef' } = {}) {
      return request(paths.reviews(product), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(visitor ? { [headers.identity]: await toToken(visitor) } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(review),
      });
    },
  };
}
