import { describe, expect, spyOn, test } from 'bun:test';
import type { MessageBatch } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import { toEvent } from '@jogakbo/edge/outbox';
import fc from 'fast-check';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tools/testing/create-sqlite-database.ts';
import { createTestEvents } from '../../tools/testing/create-test-events.ts';
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

describe('what is written is said', () => {
  test('once, however often it is sent', async () => {
    const { write, events } = createService();
    const { id } = await (await write('1', good, { key: 'a' })).json();
    await write('1', good, { key: 'a' });
    expect(events.taken).toMatchObject([
      { type: 'review.written', data: { productId: '1', reviewId: id }, source: 'review-service' },
    ]);
  });

  test('later, where it cannot be said now', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    const { write, events, env } = createService();
    events.away = true;
    expect((await write('1', good)).status).toBe(201);
    events.away = false;
    await app.scheduled({ cron: '* * * * *' }, env);
    expect(events.taken).toHaveLength(1);
    errors.mockRestore();
  });

  test('not where it was refused', async () => {
    const { write, events } = createService();
    await write('1', { ...good, rating: 9 });
    expect(events.taken).toEqual([]);
  });
});

describe('a review is verified', () => {
  const about = { source: 'order-service', time: now };
  const delivered = (memberId: string, ...productIds: string[]) => {
    const lines = productIds.map((productId) => ({ productId, itemId: `${productId}0`, quantity: 1 }));
    return toEvent('order.delivered', { orderId: 'o1', memberId, lines }, about);
  };

  test('where its member has the product, whichever came first', async () => {
    const { write, read, deliver } = createService();
    const verified = async (product: string) =>
      (await read(paths.list(product, listing), ReviewPage)).reviews.map(
        (review) => review.verified ?? false,
      );
    await deliver(delivered('m1', '1', '2', '2'));
    const response = await write('1', good, { member: 'm1' });
    expect(v.parse(Review, await response.json()).verified).toBeTrue();
    await write('3', good, { member: 'm1' });
    expect([await verified('1'), await verified('3')]).toEqual([[true], [false]]);
    await deliver(delivered('m1', '3'));
    expect(await verified('3')).toEqual([true]);
  });

  test('not where somebody else has it, or another product, or nobody knows who wrote it', async () => {
    const { write, read, deliver } = createService();
    await deliver(delivered('m1', '1'));
    await write('1', good, { member: 'm2' });
    await write('1', good);
    await write('2', good, { member: 'm1' });
    for (const product of ['1', '2'])
      for (const review of (await read(paths.list(product, listing), ReviewPage)).reviews)
        expect(review).not.toHaveProperty('verified');
  });

  test('not by an order that was only placed, confirmed or cancelled', async () => {
    const { write, read, deliver } = createService();
    for (const type of ['order.placed', 'order.confirmed', 'order.cancelled'] as const)
      await deliver(toEvent(type, { ...delivered('m1', '1').data } as never, about));
    await write('1', good, { member: 'm1' });
    expect((await read(paths.list('1', listing), ReviewPage)).reviews[0]).not.toHaveProperty('verified');
  });

  test('the same whatever the order and however often events come', async () => {
    const products = ['1', '2', '3'];
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('deliver' as const, 'write' as const),
        product: fc.constantFrom(...products),
        member: fc.constantFrom('m1', 'm2'),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { write, read, deliver } = createService();
        for (const { kind, product, member } of taken) {
          if (kind === 'write') await write(product, { ...good, author: member }, { member });
          else await deliver(delivered(member, product));
        }
        for (const product of products) {
          const { reviews } = await read(paths.list(product, listing), ReviewPage);
          for (const { author, verified = false } of reviews) {
            const bought = taken.some(
              (step) => step.kind === 'deliver' && step.product === product && step.member === author,
            );
            expect(verified).toBe(bought);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('and tells nobody who wrote it', async () => {
    const { write, request, deliver } = createService();
    await deliver(delivered('member-of-the-shop', '1'));
    const said = await (await write('1', good, { member: 'member-of-the-shop' })).text();
    const listed = await (await request(paths.list('1', listing))).text();
    expect(`${said}${listed}`).not.toContain('member-of-the-shop');
  });
});

test('what was heard long ago is forgotten at night', async () => {
  const { env, deliver } = createService();
  const heard = (days: number) =>
    toEvent(
      'order.delivered',
      { orderId: 'o1', memberId: 'm1', lines: [] },
      { source: 's', time: now - days * 86_400_000 },
    );
  await deliver(heard(100), heard(80));
  const count = () => env.DB.sqlite.query('SELECT count(*) AS count FROM consumed').all();
  await app.scheduled({ cron: '* * * * *' }, env);
  expect(count()).toEqual([{ count: 2 }]);
  await app.scheduled({ cron: '30 18 * * *' }, env);
  expect(count()).toEqual([{ count: 1 }]);
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

const { keys, settings, tokenFor } = await createTestIdentity(['review-service']);
const now = Date.parse('2019-05-15T10:00:00+09:00');
const toToken = (visitor: string, member?: string) =>
  tokenFor({ visitor, member, audience: ['review'], now });

type Written = { key?: string; visitor?: string; member?: string };

function createService() {
  const events = createTestEvents();
  const env = {
    EVENTS: events.EVENTS,
    IDENTITY_KEY: keys.own['review-service'] as string,
    DB: createSqliteDatabase(migrations),
    LOG_LEVEL: 'off',
    DEV_NOW: '2019-05-15T10:00:00+09:00',
    ...settings,
  };
  const request = async (path: string, init?: RequestInit) => {
    const answer = await app.request(path, init, env, events.context);
    await events.settle();
    return answer;
  };
  return {
    env,
    events,
    request,
    async deliver(...delivered: DomainEvent[]) {
      const messages = delivered.map((body) => ({ body, attempts: 1, ack() {}, retry() {} }));
      await app.queue({ messages } as unknown as MessageBatch<unknown>, env);
    },
    async read<Value>(path: string, schema: v.GenericSchema<unknown, Value>): Promise<Value> {
      return v.parse(schema, await (await request(path)).json());
    },
    async write(
      product: string,
      review: object,
      { key = '', visitor = 'visitor-0123456789-abcdef', member }: Written = {},
    ) {
      return request(paths.reviews(product), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(visitor ? { [headers.identity]: await toToken(visitor, member) } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(review),
      });
    },
  };
}
