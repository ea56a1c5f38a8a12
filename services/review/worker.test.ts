import { describe, expect, spyOn, test } from 'bun:test';
import type { MessageBatch } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { headers } from '@jogakbo/contracts/fragment';
import { Problem } from '@jogakbo/contracts/problem';
import type { Binding } from '@jogakbo/edge/call';
import { createVerifier } from '@jogakbo/edge/create-verifier';
import { toEvent } from '@jogakbo/edge/outbox';
import * as v from 'valibot';
import { countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestEvents } from '../../tests/create-test-events.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import { OwnReview, paths, RatingBatch, RatingPage, Review, ReviewPage } from './contract.ts';
import app from './worker.ts';

const migrations = `${import.meta.dir}/migrations`;

const good = { rating: 4, title: '좋아요', body: '열 글자가 넘는 상품평이에요.' };
const listing = { sort: 'newest', rating: undefined, page: 1 } as const;

describe('writing a review', () => {
  test('stores it with the time of the clock, and counts it', async () => {
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

  test('is allowed once to each member to whom the product was delivered', async () => {
    const { write, read, deliver } = createService();
    const guest = await write('1', good, { member: '' });
    expect(guest.status).toBe(401);
    const other = await write('1', good, { member: 'm2' });
    expect(other.status).toBe(403);
    expect(v.parse(Problem, await other.json()).reason).toBe('not-delivered');
    await deliver(delivered('m2', '2'));
    expect((await write('1', good, { member: 'm2' })).status).toBe(403);
    for (let times = 0; times < 3; times++) await write('1', good);
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(1);
  });

  test.each(['order.placed', 'order.confirmed', 'order.cancelled'] as const)(
    'is refused after %s, which is no delivery',
    async (type) => {
      const { write, deliver } = createService();
      await deliver(toEvent(type, { ...delivered('m2', '1').data } as never, about));
      expect((await write('1', good, { member: 'm2' })).status).toBe(403);
    },
  );

  test('again changes it, keeps its date and adds the date of the change', async () => {
    const { write, read, own } = createService();
    const first = v.parse(Review, await (await write('1', good)).json());
    expect(first).not.toHaveProperty('changedAt');
    const changed = await write('1', { rating: 1, title: '바꿨어요', body: '써 보니 생각과 달랐어요.' });
    expect(changed.status).toBe(200);
    const review = v.parse(Review, await changed.json());
    expect(review).toMatchObject({ id: first.id, createdAt: first.createdAt, rating: 1, title: '바꿨어요' });
    expect(review.changedAt).toBeGreaterThanOrEqual(first.createdAt);
    expect(await own('1')).toEqual({ delivered: true, review });
    expect((await read(paths.list('1', listing), ReviewPage)).summary).toMatchObject({
      count: 1,
      average: 1,
    });
  });

  test('adds the masked name from the member service, and nothing else of the member', async () => {
    const { write, asked } = createService();
    const written = await (await write('1', good)).text();
    expect(JSON.parse(written)).toMatchObject({ author: '김*수', verified: true });
    expect(written).not.toContain('m1');
    expect(asked).toEqual([
      { path: '/members/m1/display-name', issuer: 'review-service', member: undefined },
    ]);
  });

  test('is 503 and writes nothing while the name cannot be read', async () => {
    const { write, read } = createService({ memberStatus: 503 });
    expect((await write('1', good)).status).toBe(503);
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(0);
  });

  test('with the same form takes effect once, even at the same time, or after a change or a withdrawal', async () => {
    const { write, read, withdraw, own } = createService();
    const answers = await Promise.all([1, 2, 3].map(() => write('1', good, { key: 'a' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    await write('1', { ...good, rating: 1 }, { key: 'b' });
    const again = v.parse(Review, await (await write('1', good, { key: 'a' })).json());
    expect(again.rating).toBe(1);
    await withdraw('1');
    const gone = await write('1', good, { key: 'a' });
    expect(gone.status).toBe(409);
    expect(v.parse(Problem, await gone.json()).reason).toBe('withdrawn');
    expect((await own('1')).review).toBeNull();
    expect((await write('1', good, { key: 'c' })).status).toBe(201);
    expect((await read(paths.list('1', listing), ReviewPage)).total).toBe(1);
  });

  test('with the same form is answered with the review that another request writes in between', async () => {
    const { write, env } = createService();
    const batch = env.DB.batch.bind(env.DB);
    env.DB.batch = async (statements) => {
      env.DB.batch = batch;
      const found = await batch<never>(statements);
      expect((await write('1', good, { key: 'a' })).status).toBe(201);
      return found;
    };
    const answer = await write('1', good, { key: 'a' });
    expect(answer.status).toBe(200);
    expect(v.parse(Review, await answer.json()).title).toBe(good.title);
  });

  test('with the same key but other content is another form', async () => {
    const { write } = createService();
    await write('1', good, { key: 'a' });
    const other = v.parse(
      Review,
      await (await write('1', { ...good, title: '고쳤어요' }, { key: 'a' })).json(),
    );
    expect(other.title).toBe('고쳤어요');
  });

  test.each<[string, object, string[]]>([
    ['no rating', { rating: undefined }, ['rating']],
    ['a rating of 0', { rating: 0 }, ['rating']],
    ['a rating of 6', { rating: 6 }, ['rating']],
    ['half a star', { rating: 4.5 }, ['rating']],
    ['a rating in words', { rating: 'five' }, ['rating']],
    ['no title', { title: undefined }, ['title']],
    ['a title of spaces', { title: ' \t\u3000 ' }, ['title']],
    ['a title of invisible characters', { title: '\u200b\u3164' }, ['title']],
    ['a title of control characters', { title: '\u0000\u0007' }, ['title']],
    ['a title of 101 characters', { title: '가'.repeat(101) }, ['title']],
    ['a body of 9 characters', { body: ` ${'가'.repeat(9)} ` }, ['body']],
    ['a body of invisible characters', { body: '\u200b'.repeat(20) }, ['body']],
    ['a body of 2,001 characters', { body: '가'.repeat(2001) }, ['body']],
    ['a body that is no text', { body: ['a'] }, ['body']],
    ['three wrong fields', { rating: 9, title: '', body: '' }, ['rating', 'title', 'body']],
  ])('with %s is refused and names the field', async (_, change, fields) => {
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
    ['a body of 2,000 characters with the line breaks of a form', { body: '가\r\n'.repeat(1000) }],
  ])('with %s is taken', async (_, change) => {
    expect((await createService().write('1', { ...good, ...change })).status).toBe(201);
  });
});

test('withdrawing a review removes it from list and rating; twice, or by another member, changes nothing', async () => {
  const { write, withdraw, read, deliver } = createService();
  await write('1', good);
  await deliver(delivered('m2', '1'));
  await write('1', { ...good, rating: 1 }, { member: 'm2' });
  expect(await (await withdraw('1', 'm3')).json()).toEqual({ withdrawn: false });
  expect(await (await withdraw('1', 'm2')).json()).toEqual({ withdrawn: true });
  expect(await (await withdraw('1', 'm2')).json()).toEqual({ withdrawn: false });
  const page = await read(paths.list('1', listing), ReviewPage);
  expect(page).toMatchObject({ total: 1, summary: { count: 1, average: 4 } });
  await withdraw('1');
  expect(await read(paths.page(''), RatingPage)).toEqual({ ratings: [], next: null });
  expect((await withdraw('1', '')).status).toBe(401);
});

test('the reviews of a member who leaves stay, without name and member', async () => {
  const { write, read, deliver, env, events } = createService();
  await write('1', good);
  await write('51862822', good);
  const left = toEvent('member.left', { memberId: 'm1' }, { source: 'member-service', time: now });
  await deliver(left, left);
  const page = await read(paths.list('1', listing), ReviewPage);
  expect(page).toMatchObject({ total: 1, reviews: [{ author: '', verified: true, title: good.title }] });
  for (const table of ['review', 'purchase', 'unverified_review', 'taken_form'])
    expect(JSON.stringify(env.DB.sqlite.query(`SELECT * FROM ${table}`).all())).not.toMatch(/"m1"|김\*수/);
  expect((await write('1', good)).status).toBe(403);
  await app.scheduled({ cron: '* * * * *' }, env);
  const changed = events.taken.filter(({ type }) => type === 'review.changed').map(({ data }) => data);
  expect(changed).toMatchObject([{ productId: '1' }, { productId: '51862822' }]);
});

test('withdrawing a review is one call of the store', async () => {
  const { write, env } = createService();
  await write('1', good);
  const counted = countReads(env.DB);
  Object.assign(env, { DB: counted, EVENTS: { fetch: () => new Promise(() => {}) } });
  const answering = app.request(
    paths.own('1'),
    {
      method: 'DELETE',
      headers: { [headers.identity]: await toToken('m1') },
    },
    env,
    { waitUntil() {}, passThroughOnException() {} } as never,
  );
  expect(await (await answering).json()).toEqual({ withdrawn: true });
  // One more leases what is in the outbox, after the response.
  expect(counted.calls()).toBeLessThanOrEqual(2);
});

describe('an event for a written, changed or withdrawn review', () => {
  test('is published once, however often the form is sent', async () => {
    const { write, withdraw, events } = createService();
    const { id } = await (await write('1', good, { key: 'a' })).json();
    await write('1', good, { key: 'a' });
    await write('1', { ...good, rating: 1 }, { key: 'a' });
    await withdraw('1');
    await withdraw('1');
    const data = { productId: '1', reviewId: id };
    expect(events.taken).toMatchObject([
      { type: 'review.written', data, source: 'review-service' },
      { type: 'review.changed', data },
      { type: 'review.withdrawn', data },
    ]);
  });

  test('is published later while the events service is away', async () => {
    const errors = spyOn(console, 'error').mockImplementation(() => {});
    const { write, events, env } = createService();
    events.away = true;
    expect((await write('1', good)).status).toBe(201);
    events.away = false;
    await app.scheduled({ cron: '* * * * *' }, env);
    expect(events.taken).toHaveLength(1);
    errors.mockRestore();
  });

  test('is not published for a refused review', async () => {
    const { write, events } = createService();
    await write('1', { ...good, rating: 9 });
    expect(events.taken).toEqual([]);
  });
});

test('old ids of events and of forms are removed at night', async () => {
  const { env, deliver } = createService();
  const heard = (days: number) =>
    toEvent(
      'order.delivered',
      { orderId: 'o1', memberId: 'm1', lines: [] },
      { source: 's', time: now - days * 86_400_000 },
    );
  await deliver(heard(100), heard(80));
  const count = () => env.DB.sqlite.query('SELECT count(*) AS count FROM consumed').all();
  const forms = () => env.DB.sqlite.query('SELECT id FROM taken_form').values().flat();
  env.DB.sqlite.run("INSERT INTO taken_form VALUES ('old', ?), ('recent', ?)", [
    now - 3 * 86_400_000,
    now - 86_400_000,
  ]);
  await app.scheduled({ cron: '* * * * *' }, env);
  expect(count()).toEqual([{ count: 2 }]);
  await app.scheduled({ cron: '30 18 * * *' }, env);
  expect(count()).toEqual([{ count: 1 }]);
  expect(forms()).toEqual(['recent']);
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
])('a list with the query %p is the default list', async (search) => {
  const { write, request } = createService();
  await write('1', good);
  const response = await request(`/products/1/reviews${search}`);
  expect(response.status).toBe(200);
  expect(v.parse(ReviewPage, await response.json())).toMatchObject({ total: 1, page: 1, pages: 1 });
});

const { keys, settings, tokenFor } = await createTestIdentity(['review-service']);
const now = Date.parse('2019-05-15T10:00:00+09:00');
const toToken = (member: string) =>
  tokenFor({ visitor: 'visitor-0123456789-abcdef', member: member || undefined, audience: ['review'], now });

const about = { source: 'order-service', time: now };
const delivered = (memberId: string, ...productIds: string[]) => {
  const lines = productIds.map((productId) => ({ productId, itemId: `${productId}0`, quantity: 1 }));
  return toEvent('order.delivered', { orderId: 'o1', memberId, lines }, about);
};

type Written = { key?: string /** Empty for a guest. */; member?: string };

/**
 * The service with a member service that gives one name, or answers with another status. The member m1 received the products 1 and
 * 51862822.
 */
function createService({ memberStatus = 200 } = {}) {
  const events = createTestEvents();
  const asked: { path: string; issuer: string | undefined; member: string | undefined }[] = [];
  const MEMBER: Binding = {
    async fetch(request) {
      const token = request.headers.get(headers.identity) ?? '';
      const identity = await createVerifier(keys.all)(token, 'member', now);
      const { pathname } = new URL(request.url);
      asked.push({ path: pathname, issuer: identity?.issuer, member: identity?.member });
      return Response.json({ name: '김*수' }, { status: memberStatus });
    },
  };
  const env = {
    EVENTS: events.EVENTS,
    MEMBER,
    IDENTITY_KEY: keys.own['review-service'] as string,
    DB: createSqliteDatabase(migrations),
    LOG_LEVEL: 'off',
    ...startClock('2019-05-15T10:00:00+09:00'),
    ...settings,
  };
  const owned = env.DB.sqlite.query("INSERT INTO purchase VALUES ('m1', ?)");
  for (const product of ['1', '51862822']) owned.run(product);
  const request = async (path: string, init?: RequestInit) => {
    const answer = await app.request(path, init, env, events.context);
    await events.settle();
    return answer;
  };
  return {
    env,
    events,
    asked,
    request,
    async own(product: string) {
      const answer = await request(paths.own(product), {
        headers: { [headers.identity]: await toToken('m1') },
      });
      return v.parse(OwnReview, await answer.json());
    },
    withdraw: async (product: string, member = 'm1') =>
      request(paths.own(product), {
        method: 'DELETE',
        headers: { [headers.identity]: await toToken(member) },
      }),
    async deliver(...delivered: DomainEvent[]) {
      const messages = delivered.map((body) => ({ body, attempts: 1, ack() {}, retry() {} }));
      await app.queue({ messages } as unknown as MessageBatch<unknown>, env);
    },
    async read<Value>(path: string, schema: v.GenericSchema<unknown, Value>): Promise<Value> {
      return v.parse(schema, await (await request(path)).json());
    },
    async write(product: string, review: object, { key = '', member = 'm1' }: Written = {}) {
      return request(paths.reviews(product), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [headers.identity]: await toToken(member),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        body: JSON.stringify(review),
      });
    },
  };
}
