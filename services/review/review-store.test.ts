import { Database } from 'bun:sqlite';
import { describe, expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import type { OutboxCondition } from '@jogakbo/edge/outbox';
import fc from 'fast-check';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { pageSize, type Rating, type RatingSummary, type Review, ratings, sorts } from './contract.ts';
import { createReviewStore } from './review-store.ts';
import { seedReviews } from './seed.ts';

const migrations = `${import.meta.dir}/migrations`;

const toReview = (number: number, review: Partial<Review> = {}): Review => ({
  id: `review-${number}`,
  productId: '1',
  rating: 5,
  title: `제목 ${number}`,
  body: '열 글자가 넘는 상품평이에요.',
  author: '김*수',
  createdAt: number,
  verified: true,
  ...review,
});

const query = { sort: 'newest', rating: undefined, page: 1 } as const;

describe('rating summaries', () => {
  const step = fc.record({
    member: fc.constantFrom('m1', 'm2', 'm3', 'm4'),
    productId: fc.constantFrom('1', '2', '3'),
    rating: fc.option(fc.constantFrom(...ratings), { nil: undefined }),
  });

  test('equal a recount after any order of writing, changing and withdrawing reviews', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const database = createSqliteDatabase(migrations);
        const store = createReviewStore(database);
        const prepare = ({ query, values }: OutboxCondition) => database.prepare(query).bind(...values);
        const kept = new Map<string, Review>();
        for (const [number, { member, productId, rating }] of steps.entries()) {
          const name = `${member} ${productId}`;
          if (rating === undefined) {
            await store.withdraw(member, productId, prepare);
            kept.delete(name);
          } else {
            const review = toReview(number, { id: name, productId, rating });
            const before = kept.get(name);
            const expected = before
              ? { ...review, createdAt: before.createdAt, ...(number ? { changedAt: number } : {}) }
              : review;
            expect(await store.put(member, review)).toEqual(expected);
            kept.set(name, expected);
          }
          expect((await store.findOwn(member, productId)).review).toEqual(kept.get(name) ?? null);
        }
        const ids = ['3', '1', '2', '4'];
        expect(await store.summaries(ids)).toEqual(ids.map((id) => recount(id, [...kept.values()])));
        const counted = ['1', '2', '3'].map((id) => recount(id, [...kept.values()]));
        expect(await store.page('', 9)).toEqual(counted.filter(({ count }) => count > 0));
      }),
      { numRuns: 60 },
    );
  });

  test('count seeded reviews', async () => {
    const database = createSqliteDatabase(migrations);
    const reviews = Array.from({ length: 700 }, (_, index) =>
      toReview(index, { productId: String(1 + (index % 3)), rating: (1 + (index % 5)) as Rating }),
    );
    await seedReviews(database, reviews);
    const store = createReviewStore(database);
    const expected = ['1', '2', '3'].map((id) => recount(id, reviews));
    expect(await store.summaries(['1', '2', '3'])).toEqual(expected);
    expect(await store.page('', 2)).toEqual(expected.slice(0, 2));
    expect(await store.page('2', 2)).toEqual(expected.slice(2));
  });

  test('do not count a review that the database refuses', async () => {
    const store = createReviewStore(createSqliteDatabase(migrations));
    await store.put('m1', toReview(1));
    await expect(store.put('m2', toReview(2, { rating: 6 as Rating }))).rejects.toThrow('CHECK');
    expect(await store.summaries(['1'])).toEqual([recount('1', [toReview(1)])]);
  });
});

describe('a long list of reviews', () => {
  test.each(sorts)('in the order %s is read from an index, and skips at most 2,390 reviews', async (sort) => {
    const asked: string[] = [];
    const database = createSqliteDatabase(migrations, asked);
    await seedReviews(
      database,
      Array.from({ length: 2_500 }, (_, number) =>
        toReview(number, { rating: ((number % 5) + 1) as Rating }),
      ),
    );
    for (const rating of [undefined, 5] as const) {
      asked.length = 0;
      const list = await createReviewStore(database).list('1', { sort, rating, page: 9_999 });
      expect(list).toMatchObject(
        rating ? { total: 500, page: 50, pages: 50 } : { total: 2_500, page: 240, pages: 240 },
      );
      expect(list.reviews).toHaveLength(10);
      const pages = asked.filter((sql) => sql.includes('OFFSET'));
      expect(pages).toHaveLength(2);
      for (const page of pages) {
        const plan = database.sqlite.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${page}`).all();
        expect(plan.map(({ detail }) => detail)).toEqual([
          expect.stringMatching(/^SEARCH review USING INDEX review_by_/),
        ]);
      }
    }
  });
});

describe('a list of reviews', () => {
  const scenario = fc.record({
    reviews: fc.array(fc.record({ rating: fc.constantFrom(...ratings), createdAt: fc.nat(5) }), {
      maxLength: 45,
    }),
    sort: fc.constantFrom(...sorts),
    rating: fc.option(fc.constantFrom(...ratings), { nil: undefined }),
  });

  test('shows every matching review once over all pages, sorted, with the right totals', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ reviews, sort, rating }) => {
        const database = createSqliteDatabase(migrations);
        const all = reviews.map((review, index) => toReview(index, review));
        await seedReviews(database, [...all, toReview(99, { productId: '2' })]);
        const store = createReviewStore(database);
        const expected = all.filter((review) => !rating || review.rating === rating).sort(orders[sort]);

        const first = await store.list('1', { sort, rating, page: 1 });
        expect(first).toMatchObject({ total: expected.length, summary: recount('1', all) });
        const numbers = Array.from({ length: first.pages }, (_, index) => index + 1);
        const pages = await Promise.all(numbers.map((page) => store.list('1', { sort, rating, page })));
        expect(pages.map(({ page }) => page)).toEqual(numbers);
        expect(pages.slice(0, -1).every((page) => page.reviews.length === pageSize)).toBe(true);
        expect(pages.flatMap((page) => page.reviews)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the last page for a page beyond it', async () => {
    const database = createSqliteDatabase(migrations);
    await seedReviews(
      database,
      Array.from({ length: 12 }, (_, index) => toReview(index)),
    );
    const { reviews, page, pages } = await createReviewStore(database).list('1', { ...query, page: 99 });
    expect({ page, pages, titles: reviews.map(({ title }) => title) }).toEqual({
      page: 2,
      pages: 2,
      titles: ['제목 1', '제목 0'],
    });
  });

  test('of a product without reviews is one empty page', async () => {
    const list = await createReviewStore(createSqliteDatabase(migrations)).list('1', { ...query, page: 3 });
    expect(list).toEqual({ summary: recount('1', []), reviews: [], total: 0, page: 1, pages: 1 });
  });
});

test('the migration keeps only the newest review of each member who received the product, and sets others apart', async () => {
  const before = new Database(':memory:');
  const run = (name: string) => before.run(readFileSync(`${migrations}/${name}`, 'utf8'));
  run('0001_review.sql');
  run('0002_purchase.sql');
  const insert = before.query('INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const add = (id: string, createdAt: number, member: string | null, rating = 1, product = '1') =>
    insert.run(id, product, rating, '제목', '열 글자가 넘는 상품평이에요.', '이름', createdAt, member);
  add('700000001', 1, null, 5);
  for (const digit of ['a', 'b', 'c']) add(digit.repeat(32), 2, null);
  add('d'.repeat(32), 3, 'without the product');
  add('e'.repeat(32), 4, 'm1', 2);
  add('f'.repeat(32), 5, 'm1', 4);
  add('0'.repeat(32), 6, null, 1, '2');
  before.run("INSERT INTO purchase VALUES ('m1', '1')");
  run('0003_one_review.sql');

  const ids = (table: string) => before.query(`SELECT id FROM ${table} ORDER BY created_at, id`).values();
  expect(ids('review').flat()).toEqual(['700000001', 'f'.repeat(32)]);
  expect(
    ids('unverified_review')
      .flat()
      .map((id) => String(id)[0]),
  ).toEqual(['a', 'b', 'c', 'd', 'e', '0']);
  expect(before.query('SELECT * FROM rating_summary').values()).toEqual([['1', 2, 9, 0, 0, 0, 1, 1]]);
});

const latest = (a: Review, b: Review) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
const orders = {
  newest: latest,
  'rating-high': (a: Review, b: Review) => b.rating - a.rating || latest(a, b),
  'rating-low': (a: Review, b: Review) => a.rating - b.rating || latest(a, b),
};

function recount(productId: string, reviews: Review[]): RatingSummary {
  const given = reviews.filter((review) => review.productId === productId).map(({ rating }) => rating);
  const sum = given.reduce<number>((total, rating) => total + rating, 0);
  return {
    productId,
    count: given.length,
    average: given.length === 0 ? 0 : Math.round((10 * sum) / given.length) / 10,
    histogram: ratings.map(
      (stars) => given.filter((each) => each === stars).length,
    ) as RatingSummary['histogram'],
  };
}
