import { afterAll, beforeAll, describe, expect, spyOn, test } from 'bun:test';
import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { toEvent } from '@jogakbo/edge/outbox';
import { addMemberKey } from '../../services/member/keys.ts';
import { root } from '../../tools/workers.ts';
import { createSqliteDatabase, type SqliteDatabase } from '../create-sqlite-database.helper.ts';
import { createTestIdentity } from '../create-test-identity.helper.ts';
import { listScans } from '../list-scans.helper.ts';
import '../mock-workers.helper.ts';

/** What one invocation may make: calls of workers, Durable Objects, Workflows and Redis; statements of D1. */
const limits = { calls: 32, statements: 1_000 };

type Service =
  | ('audit' | 'cart' | 'events' | 'inventory' | 'member' | 'order')
  | ('pricing' | 'product' | 'review' | 'transport');
type Worker = {
  queue(batch: unknown, env: unknown): Promise<void>;
  scheduled(event: { cron: string }, env: unknown): Promise<void>;
};

let calls = 0;
const count = <Value>(value: Value) => {
  calls++;
  return Promise.resolve(value);
};
const binding = { fetch: () => count(Response.json({}, { status: 202 })) };
const saga = {
  get: () => count({ restart: () => count(undefined) }),
  deleteBatch: () => count({ errors: [] }),
};
const publishers = ['inventory', 'member', 'order', 'pricing', 'product', 'review', 'transport'];
const identity = await createTestIdentity(publishers.map((name) => `${name}-service`));

const network = spyOn(globalThis, 'fetch');
beforeAll(() => {
  const answer = async (_: unknown, init?: RequestInit) => {
    const commands = JSON.parse(String(init?.body)) as unknown[];
    return count(Response.json(commands.map(() => ({ result: 'ok' }))));
  };
  network.mockImplementation(answer as unknown as typeof fetch);
});
afterAll(() => network.mockRestore());

/** A service with a database of its own, around which everything is counted. */
async function open(name: Service, fill: (sqlite: SqliteDatabase['sqlite']) => void = () => {}) {
  const statements: string[] = [];
  const database = ['audit', 'cart'].includes(name)
    ? undefined
    : createSqliteDatabase(`${root}/services/${name}/migrations`, statements);
  if (database) fill(database.sqlite);
  const env = {
    ...identity.settings,
    ...{ IDENTITY_KEY: identity.keys.own[`${name}-service`], LOG_LEVEL: 'off' },
    ...{ DB: database, EVENTS: binding, SAGA: saga, LOG: { idFromName: String, get: () => binding } },
    ...{
      WEBHOOKS: { sendBatch: () => count(undefined) },
      MEMBER_KEYS: addMemberKey('test'),
      PROVIDER: 'local',
    },
    ...{ UPSTASH_REDIS_REST_URL: 'http://redis.test', UPSTASH_REDIS_REST_TOKEN: 'test' },
  };
  const worker = (await import(`${root}/services/${name}/worker.ts`)).default as Worker;
  calls = 0;
  return { env, worker, statements, database };
}

const about = { source: 'test', time: 1_557_882_000_000 };
const lines = [{ productId: '1', itemId: '1', quantity: 1 }];
const ofOrder = (n: number) => ({ orderId: `o${n}`, memberId: `m${n}`, lines, origin: 'cart' });
const changed = (n: number) => toEvent('product.changed', { productId: String(n + 1) }, about);
const left = (n: number) => toEvent('member.left', { memberId: `m${n}` }, about);

const fillOrders = (state: string, size: number) => (sqlite: SqliteDatabase['sqlite']) => {
  const insert = sqlite.prepare(
    `INSERT INTO orders (id, member, draft, state, version, content, personal, trace, placed_at, touched_at)
     VALUES (?1, ?1, ?1, ?2, 1, ?3, '', 'trace', 0, 0)`,
  );
  for (let n = 0; n < size; n++) insert.run(`o${n}`, state, JSON.stringify({ lines, source: 'cart' }));
};
const fillWebhooks = (size: number) => (sqlite: SqliteDatabase['sqlite']) => {
  sqlite.run("INSERT INTO api_client VALUES ('c', '', '', '', '', 1, 0, NULL, '', 0)");
  sqlite.run("INSERT INTO webhook (client_id, url, version) VALUES ('c', '', '')");
  const insert = sqlite.prepare("INSERT INTO api_grant VALUES (?1, 'c', ?1, 'orders', 0)");
  for (let n = 0; n < size; n++) insert.run(`m${n}`);
};
const fillReviews = (size: number) => (sqlite: SqliteDatabase['sqlite']) => {
  const insert = sqlite.prepare(
    `INSERT INTO review (id, product_id, member_id, rating, title, body, author, created_at)
     VALUES (?, '1', ?, 5, '', '', '', 0)`,
  );
  for (let n = 0; n < size; n++) insert.run(`r${n}`, `m${n}`);
};

describe.each([
  ['audit', 'product.changed', changed, undefined],
  ['cart', 'order.confirmed', (n: number) => toEvent('order.confirmed', ofOrder(n), about), undefined],
  ['cart', 'member.left', left, undefined],
  [
    'order',
    'shipment.delivered',
    (n: number) => toEvent('shipment.delivered', { orderId: `o${n}` }, about),
    (size: number) => fillOrders('FULFILLING', size),
  ],
  ['order', 'member.left', left, undefined],
  ['member', 'order.placed', (n: number) => toEvent('order.placed', ofOrder(n), about), fillWebhooks],
  ['review', 'order.delivered', (n: number) => toEvent('order.delivered', ofOrder(n), about), undefined],
  ['review', 'member.left', left, fillReviews],
  ['events', 'dead letters', changed, undefined],
] as [Service, string, (n: number) => DomainEvent, ((size: number) => () => void) | undefined][])(
  'the consumer %s takes a batch of %s',
  (name, _, toBody, fill) => {
    test.each([10, 100])('of %d within the limits', async (size) => {
      const { env, worker, statements } = await open(name, fill?.(size));
      const taken: string[] = [];
      const messages = Array.from({ length: size }, (_, n) => ({
        ...{ id: String(n), body: toBody(n), attempts: 1 },
        ack: () => taken.push('acked'),
        retry: () => taken.push('retried'),
      }));
      await worker.queue({ queue: `jogakbo-${name}-dead-letters`, messages }, env);
      // A batch of dead letters is acknowledged as a whole.
      expect(taken).toEqual(Array(name === 'events' ? 0 : size).fill('acked'));
      expect(calls + statements.length).toBeGreaterThan(0);
      expect(calls).toBeLessThanOrEqual(1);
      expect(statements.length).toBeLessThanOrEqual(limits.statements);
    });
  },
);

const fillShipments = (sqlite: SqliteDatabase['sqlite']) => {
  const insert = sqlite.prepare("INSERT INTO shipment VALUES (?, 'accepted', '2019-01-01', '{}', 0)");
  for (let n = 0; n < 1_000; n++) insert.run(`o${n}`);
};
const fillOutbox = (sqlite: SqliteDatabase['sqlite']) => {
  const insert = sqlite.prepare('INSERT INTO outbox (id, event) VALUES (?, ?)');
  sqlite.transaction(() => {
    for (let n = 0; n < 10_000; n++) insert.run(String(n).padStart(5, '0'), JSON.stringify(changed(n)));
  })();
};

test.each([
  ['order', 'many stuck sagas', '* * * * *', fillOrders('PENDING', 1_000)],
  ['order', 'many ended sagas', '* * * * *', fillOrders('DELIVERED', 1_000)],
  ['order', 'many old orders', '17 * * * *', fillOrders('DELIVERED', 1_000)],
  ['transport', 'many late shipments', '* * * * *', fillShipments],
  ['review', 'many old forms', '30 18 * * *', () => {}],
  ...(['inventory', 'member', 'pricing', 'product', 'review'] as const).map((name) => [
    name,
    'nothing due',
    '* * * * *',
    () => {},
  ]),
] as [Service, string, string, (sqlite: SqliteDatabase['sqlite']) => void][])(
  'the cron job of %s with %s and a full outbox stays within the limits, and reads no whole table',
  async (name, _, cron, fill) => {
    const { env, worker, statements, database } = await open(name, (sqlite) => {
      fill(sqlite);
      fillOutbox(sqlite);
    });
    await worker.scheduled({ cron }, env);
    expect(calls).toBeGreaterThanOrEqual(10);
    expect(calls).toBeLessThanOrEqual(limits.calls);
    expect(statements.length).toBeLessThanOrEqual(limits.statements);
    expect(listScans(database as SqliteDatabase, statements)).toEqual([]);
  },
);
