import { afterAll, beforeAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { D1Database } from '@cloudflare/workers-types';
import { DomainEvent, EventBatch, eventsBodyLimit } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { createTestIdentity } from '../../../tests/create-test-identity.helper.ts';
import { createApp } from '../app/create-app.ts';
import { problem } from '../app/problem.ts';
import { requireIssuer } from '../identity/require-identity.ts';
import { flushOutbox, toEvent, toOutboxStatement } from './outbox.ts';

const identity = await createTestIdentity(['product-service']);
const about = { source: 'product-service', time: 1_557_882_000_000 };
const changed = (productId: string) => toEvent('product.changed', { productId }, about);
const ofOrder = (orderId: string, count: number) => {
  const lines = Array.from({ length: count }, () => ({
    productId: '51862822',
    itemId: '183485417',
    quantity: 1,
  }));
  return toEvent('order.placed', { orderId, memberId: 'm1', lines }, { ...about, source: 'order-service' });
};

/**
 * The tests of the outbox, for every kind of database.
 *
 * @param createDatabase gives a new database with the table `outbox`
 */
export function describeOutbox(name: string, createDatabase: () => Promise<D1Database>): void {
  describe(`an outbox on ${name}`, () => {
    let errors: ReturnType<typeof spyOn<typeof console, 'error'>>;
    beforeAll(() => {
      errors = spyOn(console, 'error').mockImplementation(() => {});
    });
    afterAll(() => errors.mockRestore());

    let database: D1Database;
    beforeEach(async () => {
      database = await createDatabase();
      await database.prepare('CREATE TABLE product (id TEXT PRIMARY KEY)').run();
    });
    const put = (...events: DomainEvent[]) =>
      database.batch(events.map((event) => toOutboxStatement(database, event)));
    const waiting = async () => {
      const { results } = await database
        .prepare('SELECT event FROM outbox ORDER BY id')
        .all<{ event: string }>();
      return results.map(({ event }) => v.parse(DomainEvent, JSON.parse(event)));
    };
    const flush = (taker: ReturnType<typeof createTaker>) =>
      flushOutbox({
        DB: database,
        EVENTS: {
          fetch: async (request) => taker.app.fetch(request, { ...identity.settings, LOG_LEVEL: 'off' }),
        },
        IDENTITY_KEY: identity.keys.own['product-service'] as string,
      });

    test('hands its events over unchanged and in order, and is empty then', async () => {
      const events = Array.from({ length: 120 }, (_, index) => changed(String(index + 1)));
      await put(...events);
      const taker = createTaker();
      expect(await flush(taker)).toBe(120);
      expect(taker.taken).toEqual(events);
      expect(await waiting()).toEqual([]);
      expect(await flush(taker)).toBe(0);
      expect(taker.asked).toBe(1);
    });

    test('has an event only if its change was written', async () => {
      const insert = database.prepare("INSERT INTO product VALUES ('1')");
      await database.batch([insert, toOutboxStatement(database, changed('1'))]);
      await expect(
        (async () => database.batch([toOutboxStatement(database, changed('1')), insert]))(),
      ).rejects.toThrow();
      expect(await waiting()).toHaveLength(1);
    });

    test('has an event that the database completes, and none without a row', async () => {
      await database.prepare("INSERT INTO product VALUES ('7')").run();
      const query = `SELECT json_object('trace', NULL, 'data', json_object('productId', id)) AS more
        FROM product WHERE id = ?`;
      const event = { ...toEvent('product.changed', {} as never, { ...about, trace: 'a1' }) };
      for (const id of ['7', '8'])
        await toOutboxStatement(database, event, { completedBy: { query, values: [id] } }).run();
      const { trace: _, ...rest } = event;
      expect(await waiting()).toEqual([{ ...rest, data: { productId: '7' } } as DomainEvent]);
    });

    test('refuses an event that its source may not publish', () => {
      const foreign = toEvent('price.changed', { productId: '1' }, about);
      expect(() => toOutboxStatement(database, foreign)).toThrow(
        'product-service may not publish price.changed',
      );
    });

    test('keeps its events while services/events is away, and hands them over later', async () => {
      const events = [changed('1'), changed('2')];
      await put(...events);
      for (const status of [503, 500, 401, 403, 429]) {
        expect(await flush(createTaker({ refuse: () => status }))).toBe(0);
        expect(await waiting()).toEqual(events);
      }
      const taker = createTaker();
      expect(await flush(taker)).toBe(2);
      expect(taker.taken).toEqual(events);
    });

    test('keeps the rest if services/events goes away in between', async () => {
      const events = Array.from({ length: 520 }, (_, index) => changed(String(index + 1)));
      await put(...events);
      const taker = createTaker({ refuse: () => (taker.taken.length >= 500 ? 503 : undefined) });
      expect(await flush(taker)).toBe(500);
      expect(await waiting()).toEqual(events.slice(500));
      expect(await flush(createTaker())).toBe(20);
    });

    test('hands an event over again if the answer was lost', async () => {
      await put(changed('1'));
      const deaf = createTaker({ loseAnswer: true });
      expect(await flush(deaf)).toBe(0);
      const taker = createTaker();
      expect(await flush(taker)).toBe(1);
      expect(taker.taken).toEqual(deaf.taken);
    });

    test('hands each event over once if flushes run at the same time', async () => {
      const events = Array.from({ length: 1_200 }, (_, index) => changed(String(index + 1)));
      await put(...events);
      const taker = createTaker();
      await Promise.all(Array.from({ length: 12 }, () => flush(taker)));
      expect(taker.taken.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id));
      expect(taker.asked).toBe(3);
      expect(await waiting()).toEqual([]);
    });

    test('hands over the events of a flush that never ended, once its lease has ended', async () => {
      const events = [changed('1'), changed('2')];
      await put(...events);
      const lease = 'UPDATE outbox SET leased_until = ?';
      await database
        .prepare(lease)
        .bind(Date.now() + 5_000)
        .run();
      expect(await flush(createTaker())).toBe(0);
      // A lease that is longer than any lease means that the clock was set back.
      for (const until of [Date.now() - 1, Date.now() + 60_000]) {
        await database.prepare(lease).bind(until).run();
        const taker = createTaker({ refuse: () => (until < Date.now() ? 503 : undefined) });
        expect(await flush(taker)).toBe(until < Date.now() ? 0 : 2);
      }
    });

    test.each([422, 413])(
      'keeps an event that is refused with %d, and hands the others over',
      async (status) => {
        const events = Array.from({ length: 70 }, (_, index) => changed(String(index + 1)));
        const bad = new Set(['1', '30', '70']);
        const isBad = (event: DomainEvent) => bad.has((event.data as { productId: string }).productId);
        await put(...events);
        const taker = createTaker({ refuse: (sent) => (sent.some(isBad) ? status : undefined) });
        let [handedOver, asked] = [0, 0];
        for (let flushes = 0; flushes < 50 && handedOver < 67; flushes++) {
          handedOver += await flush(taker);
          expect(taker.asked - asked).toBeLessThanOrEqual(10);
          asked = taker.asked;
        }
        expect(handedOver).toBe(67);
        expect(taker.taken.toSorted(byId)).toEqual(events.filter((event) => !isBad(event)));
        expect(await waiting()).toEqual(events.filter(isBad));
      },
    );

    test('sends at most as much at once as a request may have', async () => {
      const events = Array.from({ length: 100 }, (_, index) => ofOrder(String(index), 100));
      expect(JSON.stringify(events).length).toBeGreaterThan(2 * eventsBodyLimit);
      await put(...events);
      const taker = createTaker();
      expect(await flush(taker)).toBe(100);
      expect(taker.taken).toEqual(events);
    });
  });
}

/** Ids grow with time. */
function byId(one: DomainEvent, other: DomainEvent): number {
  return one.id < other.id ? -1 : 1;
}

type TakerOptions = {
  /** The status that it refuses events with; undefined takes them. */
  refuse?: (events: DomainEvent[]) => number | undefined;
  /** Takes the events, but its answer is lost. */
  loseAnswer?: boolean;
};

/** A stand-in for services/events. */
function createTaker({ refuse = () => undefined, loseAnswer = false }: TakerOptions = {}) {
  const app = createApp('events-service', { maxBody: eventsBodyLimit });
  const taker = { app, taken: [] as DomainEvent[], asked: 0 };
  app.post('/events', requireIssuer('product-service'), async (c) => {
    taker.asked += 1;
    const { events } = v.parse(EventBatch, await c.req.json());
    const status = refuse(events);
    if (status) return problem(c, status);
    taker.taken.push(...events);
    if (loseAnswer) throw new Error('connection lost');
    return c.json({}, 202);
  });
  return taker;
}
