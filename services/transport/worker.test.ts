import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import type { Problem } from '@jogakbo/contracts/problem';
import fc from 'fast-check';
import * as v from 'valibot';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { startClock } from '../../tests/start-clock.helper.ts';
import { DeliveryPolicy, Fee, PostcodeRegion, PromiseBatch, paths, Shipment } from './contract.ts';
import worker from './worker.ts';

const issuers = ['order-service', 'transport-service', 'cart-service'];
const { keys, settings, tokenFor } = await createTestIdentity(issuers);

const address = {
  recipient: '홍길동',
  phone: '010-0000-0000',
  postcode: '04524',
  street: '세종대로 110',
  detail: '',
};
const line = { itemId: '183485417', quantity: 1, service: 'rocket' };
const request = { orderId: 'order-1', region: 'capital', address, lines: [line] };

describe('the terms of delivery', () => {
  test('give promises for a region, by default the capital', async () => {
    const { read } = openService();
    const { promises } = await read(paths.promises(), PromiseBatch);
    expect(promises.map(({ service, arrival }) => [service, arrival])).toEqual([
      ['rocket', '2019-05-16'],
      ['rocket-overseas', '2019-05-20'],
      ['standard', '2019-05-17'],
    ]);
    expect(await read('/promises', PromiseBatch)).toMatchObject({
      promises: [{ region: 'capital' }, {}, {}],
    });
    const jeju = await read(paths.promises('jeju'), PromiseBatch);
    expect(jeju.promises[0]).toMatchObject({ region: 'jeju', arrival: '2019-05-17', daysAhead: 2 });
  });

  test('follow a new rule from its `valid_from` on', async () => {
    const { read, database } = openService();
    const rule = (from: string, transit: number) =>
      database.sqlite.run(
        `INSERT INTO delivery_rule VALUES ('rocket', 'capital', ?, 86400, ?, '0123456', 1, '0123456', 1)`,
        [Date.parse(from), transit],
      );
    rule('2019-05-16T00:00:00+09:00', 9);
    expect((await read(paths.promises(), PromiseBatch)).promises[0]?.arrival).toBe('2019-05-16');
    rule('2019-05-15T00:00:00+09:00', 2);
    expect((await read(paths.promises(), PromiseBatch)).promises[0]?.arrival).toBe('2019-05-17');
  });

  test('follow a new policy from its `valid_from` on, and an order can still read its old policy', async () => {
    const { read, database } = openService();
    const first = await read(paths.policy, DeliveryPolicy);
    expect(first).toMatchObject({ version: '2019-01', freeFrom: 19_800, freeReturn: true });
    const add = (version: string, from: string) =>
      database.sqlite.run(`INSERT INTO delivery_policy VALUES (?, ?, 30000, 3000, '{}', 0)`, [
        version,
        Date.parse(from),
      ]);
    add('later', '2019-05-16T00:00:00+09:00');
    expect(await read(paths.policy, DeliveryPolicy)).toEqual(first);
    add('now', '2019-05-15T00:00:00+09:00');
    expect((await read(paths.policy, DeliveryPolicy)).version).toBe('now');
    expect(await read(paths.fee(19_800, 'capital'), Fee)).toEqual({ fee: 3_000, policy: 'now' });
    expect(await read(paths.policyOf('2019-01'), DeliveryPolicy)).toEqual(first);
    expect((await openService().ask(paths.policyOf('none'))).status).toBe(404);
  });

  test.each([
    [0, 'capital', 2_500],
    [19_799, 'capital', 2_500],
    [19_800, 'capital', 0],
    [19_799, 'jeju', 5_500],
    [19_799, 'islands', 7_500],
    [19_800, 'islands', 0],
  ] as const)('for an order of %d won to %s give a fee of %d won', async (amount, region, fee) => {
    const { read } = openService();
    expect(await read(paths.fee(amount, region), Fee)).toEqual({ fee, policy: '2019-01' });
  });

  test('give no higher fee for a larger order', async () => {
    const { read } = openService();
    const amount = fc.nat(60_000);
    await fc.assert(
      fc.asyncProperty(amount, amount, async (one, other) => {
        const less = await read(paths.fee(Math.min(one, other), 'jeju'), Fee);
        const more = await read(paths.fee(Math.max(one, other), 'jeju'), Fee);
        expect(more.fee).toBeLessThanOrEqual(less.fee);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['/promises?region=moon', 422],
    ['/fee', 422],
    ['/fee?amount=-1', 422],
    ['/fee?amount=1e9', 422],
    ['/fee?amount=1.5', 422],
    ['/fee?amount=1&region=moon', 422],
    ['/regions/1234', 422],
    ['/regions/abcde', 422],
    ['/regions/99999', 404],
  ])('answer %s with %d', async (path, status) => {
    const response = await openService().ask(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('give the region of a postcode', async () => {
    const { read } = openService();
    expect(await read(paths.region('63122'), PostcodeRegion)).toEqual({ postcode: '63122', region: 'jeju' });
  });
});

describe('shipments', () => {
  test('are accepted once for an order, and arrive with the slowest line', async () => {
    const { ship, parse, cancel } = openService();
    const lines = [line, { ...line, service: 'rocket-overseas' }, line];
    const first = await ship({ ...request, lines });
    expect(first.status).toBe(201);
    const shipment = await parse(first);
    expect(shipment).toEqual({ orderId: 'order-1', state: 'accepted', arrival: '2019-05-20' });
    expect(await parse(await ship(request))).toEqual(shipment);
    expect((await parse(await ship({ ...request, orderId: 'order-2' }))).arrival).toBe('2019-05-16');
    await cancel('order-1');
    expect((await parse(await ship({ ...request, lines }))).state).toBe('cancelled');
  });

  test('are only for the order service', async () => {
    const { ask } = openService();
    const calls: [string, RequestInit][] = [
      [paths.shipments, { method: 'POST', body: JSON.stringify(request) }],
      [paths.shipment('order-1'), {}],
      [paths.cancellation('order-1'), { method: 'POST' }],
    ];
    const others = ['', ...(await Promise.all(['shell', 'cart-service'].map(toToken)))];
    for (const [path, init] of calls) {
      for (const token of others) {
        const sent = { 'content-type': 'application/json', ...(token ? { [headers.identity]: token } : {}) };
        expect((await ask(path, { ...init, headers: sent })).status).toBe(403);
      }
    }
  });

  test('keep the address until they are delivered or cancelled', async () => {
    const { ship, cancel, deliver, stored } = openService();
    await ship(request);
    await ship({ ...request, orderId: 'order-2' });
    expect(stored().filter((row) => row.includes(address.street))).toHaveLength(2);
    await cancel('order-1');
    await deliver('order-2');
    expect(stored().join()).not.toContain(address.street);
    expect(stored().join()).not.toContain(address.recipient);
  });

  test('can be cancelled until they are delivered, also twice', async () => {
    const { ship, cancel, deliver, parse, find } = openService();
    await ship(request);
    for (const _ of [1, 2]) {
      const cancelled = await cancel('order-1');
      expect([cancelled.status, (await parse(cancelled)).state]).toEqual([200, 'cancelled']);
    }
    expect(await problemOf(await deliver('order-1'))).toEqual([409, 'cancelled']);
    await ship({ ...request, orderId: 'order-2' });
    await deliver('order-2');
    expect(await problemOf(await cancel('order-2'))).toEqual([409, 'delivered']);
    expect((await find('order-2')).state).toBe('delivered');
  });

  test('that are cancelled before they are requested are never sent', async () => {
    const { ship, cancel, parse } = openService();
    expect(await parse(await cancel('order-1'))).toMatchObject({ orderId: 'order-1', state: 'cancelled' });
    expect((await parse(await ship(request))).state).toBe('cancelled');
  });

  test('that are delivered publish one event with the time and the trace', async () => {
    const { ship, deliver, events, handed, settle } = openService({ eventsStatus: 202 });
    await ship(request);
    expect((await deliver('order-1')).status).toBe(200);
    await settle();
    expect((await deliver('order-1')).status).toBe(200);
    expect((await deliver('none')).status).toBe(404);
    await settle();
    expect(events()).toEqual([]);
    expect(handed).toMatchObject([
      { type: 'shipment.delivered', source: 'transport-service', data: { orderId: 'order-1' } },
    ]);
    expect(handed[0]?.time).toBeGreaterThanOrEqual(Date.parse('2019-05-15T10:00:00+09:00'));
  });

  test('are refused with the names of the wrong fields', async () => {
    const { ship } = openService();
    const wrong = { ...request, region: 'moon', lines: [], address: { ...address, postcode: '1' } };
    const response = await ship(wrong);
    const { errors } = (await response.json()) as Problem;
    expect([response.status, errors?.map(({ field }) => field).sort()]).toEqual([
      422,
      ['address.postcode', 'lines', 'region'],
    ]);
    expect((await ship('{')).status).toBe(400);
  });
});

describe('each minute', () => {
  test('shipments that had to arrive on an earlier day are marked as delivered, and no others', async () => {
    const { ship, cancel, find, tick, events } = openService();
    await ship(request);
    await ship({ ...request, orderId: 'order-2', lines: [{ ...line, service: 'standard' }] });
    await ship({ ...request, orderId: 'order-3' });
    await cancel('order-3');
    await tick('2019-05-16T23:59:59+09:00');
    expect((await find('order-1')).state).toBe('accepted');
    await tick('2019-05-17T00:00:00+09:00');
    expect((await find('order-1')).state).toBe('delivered');
    expect((await find('order-2')).state).toBe('accepted');
    expect((await find('order-3')).state).toBe('cancelled');
    await tick('2019-05-17T00:00:00+09:00');
    expect(events().map(({ data }) => data)).toEqual([{ orderId: 'order-1' }]);
  });

  test('events are sent that could not be sent before', async () => {
    const service = openService({ eventsStatus: 503 });
    await service.ship(request);
    await service.deliver('order-1');
    await service.settle();
    expect(service.events()).toHaveLength(1);
    service.options.eventsStatus = 202;
    await service.tick('2019-05-15T10:01:00+09:00');
    expect(service.events()).toEqual([]);
    expect(service.handed).toHaveLength(1);
  });
});

type Event = { type: string; source: string; time: number; data: object };

function toToken(issuer: string): Promise<string> {
  return tokenFor({ issuer, audience: ['transport'], now: Date.parse('2019-05-15T10:00:00+09:00') });
}

async function problemOf(response: Response): Promise<[number, string | undefined]> {
  return [response.status, ((await response.json()) as Problem).reason];
}

function openService(options = { eventsStatus: 503 }) {
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`);
  const handed: Event[] = [];
  const waiting: Promise<unknown>[] = [];
  const EVENTS = {
    async fetch(request: Request) {
      const { events } = (await request.json()) as { events: Event[] };
      if (options.eventsStatus < 300) handed.push(...events);
      return Response.json({}, { status: options.eventsStatus });
    },
  };
  const env = {
    ...{ DB: database, EVENTS, LOG_LEVEL: 'off', ...startClock('2019-05-15T10:00:00+09:00'), ...settings },
    IDENTITY_KEY: keys.own['transport-service'] as string,
    OPERATOR_TOKEN: 'secret',
  };
  const context = {
    waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
    passThroughOnException() {},
  };
  const ask = async (path: string, init?: RequestInit) =>
    worker.fetch(new Request(`http://worker${path}`, init), env, context as never);
  const asOrders = async (path: string, method: string, body?: object | string) =>
    ask(path, {
      method,
      headers: { 'content-type': 'application/json', [headers.identity]: await toToken('order-service') },
      ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
  const parse = async (response: Response) => v.parse(Shipment, await response.json());
  return {
    ...{ options, database, handed, ask, parse },
    async read<Value>(path: string, schema: v.GenericSchema<unknown, Value>): Promise<Value> {
      return v.parse(schema, await (await ask(path, { headers: { 'cache-control': 'no-cache' } })).json());
    },
    ship: (body: object | string) => asOrders(paths.shipments, 'POST', body),
    cancel: (orderId: string) => asOrders(paths.cancellation(orderId), 'POST'),
    find: async (orderId: string) => parse(await asOrders(paths.shipment(orderId), 'GET')),
    deliver: (orderId: string) =>
      ask(paths.delivery(orderId), { method: 'POST', headers: { authorization: 'Bearer secret' } }),
    tick: (now: string) => worker.scheduled({ cron: '* * * * *' }, { ...env, ...startClock(now) }),
    settle: () => Promise.all(waiting),
    events: () =>
      database.sqlite
        .query<{ event: string }, []>('SELECT event FROM outbox')
        .all()
        .map(({ event }) => JSON.parse(event) as Event),
    stored: () =>
      database.sqlite
        .query('SELECT * FROM shipment')
        .all()
        .map((row) => JSON.stringify(row)),
  };
}
