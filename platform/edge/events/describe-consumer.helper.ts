import { afterAll, beforeAll, beforeEach, describe, expect, spyOn, test } from 'bun:test';
import type { D1Database, D1PreparedStatement, MessageBatch } from '@cloudflare/workers-types';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import fc from 'fast-check';
import { createService, type EventHandlers } from '../service/create-service.ts';
import { toEvent } from './outbox.ts';
import { forgetConsumed } from './take-once.ts';

const about = { source: 'test-service', time: 1_557_882_000_000 };
const stock = (itemId: string, available: number, revision: number) =>
  toEvent('stock.changed', { productId: '1', itemId, available, revision }, about);
const signedUp = (memberId: string) => toEvent('member.signed-up', { memberId }, about);

type Test = { name: 'test-service'; bindings: { DB: D1Database } };

/** Counts members, and keeps the stock of the highest revision. */
const handlers: EventHandlers<Test, D1PreparedStatement[]> = {
  'member.signed-up': async (_, { env: { DB } }) => [DB.prepare('UPDATE counted SET members = members + 1')],
  'stock.changed': async ({ data: { itemId, available, revision } }, { env: { DB } }) => [
    DB.prepare(
      `INSERT INTO stock VALUES (?, ?, ?) ON CONFLICT (item) DO UPDATE SET
       available = excluded.available, revision = excluded.revision WHERE excluded.revision > revision`,
    ).bind(itemId, available, revision),
  ],
  'product.changed': async ({ data }) => {
    throw new Error(`${data.productId} cannot be read`);
  },
  'price.changed': async (_, { env: { DB } }) => [
    DB.prepare('UPDATE counted SET members = members + 100'),
    DB.prepare('INSERT INTO nowhere VALUES (1)'),
  ],
};

/**
 * The tests of a service that takes events once, for every kind of database.
 *
 * @param createDatabase gives a new database with the table `consumed`
 */
export function describeConsumer(name: string, createDatabase: () => Promise<D1Database>): void {
  describe(`a consumer on ${name}`, () => {
    let errors: ReturnType<typeof spyOn<typeof console, 'error'>>;
    beforeAll(() => {
      errors = spyOn(console, 'error').mockImplementation(() => {});
    });
    afterAll(() => errors.mockRestore());

    let database: D1Database;
    const service = createService<Test>('test-service', { routes() {}, followsOnce: handlers });
    const deliver = async (bodies: unknown[], attempts = 1) => {
      const batch = createBatch(bodies, attempts);
      await service.queue(batch, { DB: database });
      return batch.outcomes;
    };
    const members = async () =>
      (await database.prepare('SELECT members FROM counted').first<{ members: number }>())?.members;
    const stocks = async () => (await database.prepare('SELECT * FROM stock ORDER BY item').all()).results;

    beforeEach(async () => {
      database = await createDatabase();
      await database.batch([
        database.prepare('CREATE TABLE counted (members INTEGER NOT NULL)'),
        database.prepare('INSERT INTO counted VALUES (0)'),
        database.prepare('CREATE TABLE stock (item TEXT PRIMARY KEY, available INTEGER, revision INTEGER)'),
      ]);
    });

    test('the same event ten times takes effect once', async () => {
      const event = signedUp('m1');
      expect(await deliver([event, event, event])).toEqual(['acked', 'acked', 'acked']);
      for (let times = 0; times < 7; times++) expect(await deliver([event])).toEqual(['acked']);
      expect(await members()).toBe(1);
    });

    test('the same event at the same time takes effect once, and causes no error', async () => {
      const event = signedUp('m1');
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => deliver([event])));
      expect(outcomes.flat()).toEqual(Array(8).fill('acked'));
      expect(await members()).toBe(1);
      expect(errors).not.toHaveBeenCalled();
    });

    test('an event that cannot be parsed or handled is retried, and the rest of the batch goes on', async () => {
      const bodies = [
        'nonsense',
        signedUp('m1'),
        undefined,
        { ...signedUp('m2'), type: 'unheard-of' },
        toEvent('product.changed', { productId: '1' }, about),
        signedUp('m3'),
        { ...signedUp('m4'), data: {} },
        signedUp('m5'),
      ];
      const again = 'retried in 1';
      expect(await deliver(bodies)).toEqual([again, 'acked', again, again, again, 'acked', again, 'acked']);
      expect(await members()).toBe(3);
      errors.mockClear();
    });

    test('each retry waits longer than the one before', async () => {
      const waits = [];
      for (const attempts of [1, 2, 3, 5, 90]) waits.push(...(await deliver(['nonsense'], attempts)));
      expect(waits).toEqual([1, 2, 4, 16, 600].map((seconds) => `retried in ${seconds}`));
      errors.mockClear();
    });

    test('a failed effect writes nothing, and a later attempt takes effect once', async () => {
      const event = toEvent('price.changed', { productId: '1' }, about);
      expect(await deliver([event])).toEqual(['retried in 1']);
      expect(await members()).toBe(0);
      await database.prepare('CREATE TABLE nowhere (id INTEGER)').run();
      expect(await deliver([event, event], 2)).toEqual(['acked', 'acked']);
      expect(await members()).toBe(100);
      errors.mockClear();
    });

    test('an event that the service does not follow is acknowledged', async () => {
      expect(await deliver([toEvent('shipment.delivered', { orderId: 'o1' }, about)])).toEqual(['acked']);
      expect((await database.prepare('SELECT * FROM consumed').all()).results).toEqual([]);
    });

    test('the ids of old events can be deleted, and those of new events stay', async () => {
      const [old, recent] = [signedUp('m1'), { ...signedUp('m2'), time: about.time + 10 }];
      await deliver([old, recent]);
      await forgetConsumed(database, about.time + 10);
      await deliver([old, recent]);
      expect(await members()).toBe(3);
    });

    test('the result does not depend on the order of events, nor on how often they come', async () => {
      const runs = name === 'D1' ? 4 : 60;
      const scenario = fc
        .uniqueArray(fc.record({ item: fc.constantFrom('1', '2', '3'), revision: fc.nat(20) }), {
          minLength: 1,
          maxLength: 10,
          selector: ({ item, revision }) => `${item} ${revision}`,
        })
        .chain((changes) => {
          const events = changes.map(({ item, revision }) => stock(item, 100 - revision, revision));
          const again = fc.array(fc.constantFrom(...events), { maxLength: 20 });
          return again.chain((more) =>
            fc.record({
              events: fc.constant(events),
              delivered: fc.shuffledSubarray([...events, ...more], {
                minLength: events.length + more.length,
              }),
            }),
          );
        });
      await fc.assert(
        fc.asyncProperty(scenario, async ({ events, delivered }) => {
          await database.batch([
            database.prepare('DELETE FROM stock'),
            database.prepare('DELETE FROM consumed'),
          ]);
          for (let start = 0; start < delivered.length; start += 4)
            await deliver(delivered.slice(start, start + 4));
          expect(await stocks()).toEqual(toLatest(events));
        }),
        { numRuns: runs },
      );
    });
  });
}

function toLatest(events: DomainEvent[]) {
  const latest = new Map<string, { item: string; available: number; revision: number }>();
  for (const { data } of events as Extract<DomainEvent, { type: 'stock.changed' }>[]) {
    const { itemId: item, available, revision } = data;
    if (revision >= (latest.get(item)?.revision ?? 0)) latest.set(item, { item, available, revision });
  }
  return [...latest.values()].sort((left, right) => left.item.localeCompare(right.item));
}

/** A batch of a queue, which remembers the outcome of each message. */
function createBatch(bodies: unknown[], attempts: number) {
  const outcomes: string[] = bodies.map(() => 'left');
  const messages = bodies.map((body, index) => ({
    id: String(index),
    body,
    attempts,
    timestamp: new Date(),
    ack() {
      outcomes[index] = 'acked';
    },
    retry({ delaySeconds = 0 } = {}) {
      outcomes[index] = `retried in ${delaySeconds}`;
    },
  }));
  return { queue: 'test', messages, outcomes } as unknown as MessageBatch<unknown> & { outcomes: string[] };
}
