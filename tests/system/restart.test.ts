import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queuesWorker } from '../../tools/runtime/local-queues/keep-queues-on-disk.ts';
import { createRandom } from '../../tools/seed/random.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { root } from '../../tools/workers.ts';
import { createOrders } from '../create-orders.helper.ts';
import { createReviewer } from '../create-reviewer.helper.ts';
import { createShopper, nano } from '../create-shopper.helper.ts';
import { openShop, type Shop } from '../open-shop.helper.ts';
import { readSlot, toText } from '../read-page.helper.ts';
import { server } from '../servers.helper.ts';
import { until } from '../until.helper.ts';

test.skipIf(!Bun.which('redis-server'))('stored data is there after a restart', async () => {
  const before = await openShop({ redis: 'redis' });
  const visitor = await createReviewer(before, '51862822');
  await visitor.post('/cart/items', { productId: '51862822', itemId: '183485417', quantity: '3' });
  const written = await visitor.review('51862822', {
    rating: '4',
    title: '조카가 좋아해요',
    body: '조립이 조금 어렵지만 완성하니 정말 귀여워요.',
  });
  expect(written.status).toBe(303);
  await before.close({ keep: true });

  const after = await openShop({ redis: 'redis', stateDirectory: before.stateDirectory });
  try {
    const returning = createVisitor(after.url);
    for (const [name, value] of visitor.cookies) returning.cookies.set(name, value);
    expect(toText(readSlot((await returning.get('/cart')).text, 'cart-lines').html)).toContain('31,170원');
    const { text, status } = await returning.get('/products/51862822');
    expect(status).toBe(200);
    expect(toText(readSlot(text, 'reviews').html)).toContain('조카가 좋아해요');
    expect(toText(readSlot(text, 'stars').html)).toContain('2개 상품평');
  } finally {
    await after.close();
  }
});

test.skipIf(!Bun.which('redis-server'))(
  'a restart keeps sessions, carts, orders, reservations and unsent events',
  async () => {
    const before = await openShop({ redis: 'redis', crons: false });
    const shopper = await createShopper(before);
    await shopper.post('/cart/items', { productId: '20190002', itemId: '201900021', quantity: '3' });
    const id = await shopper.buy();
    await shopper.follow(id, ['FULFILLING']);
    const orders = await createOrders(before);
    expect((await orders.reserve('another', [{ itemId: nano.itemId, quantity: 2 }])).status).toBe(200);
    const untold = await before.databaseOf('product-service');
    const event = {
      ...{ id: '0198c0de-0000-7000-8000-000000000001', type: 'product.changed', time: 0 },
      ...{ source: 'product-service', data: { productId: nano.productId } },
    };
    await untold
      .prepare('INSERT INTO outbox (id, event) VALUES (?, ?)')
      .bind(event.id, JSON.stringify(event))
      .run();
    await before.close({ keep: true });

    const after = await openShop({ redis: 'redis', stateDirectory: before.stateDirectory, crons: false });
    try {
      const returning = createVisitor(after.url);
      for (const [name, value] of shopper.cookies) returning.cookies.set(name, value);
      expect((await returning.get('/my')).status).toBe(200);
      expect(toText(readSlot((await returning.get(`/orders/${id}`)).text, 'order').html)).toContain(
        '배송 중',
      );
      expect(JSON.parse((await returning.get('/api/cart/cart')).text).lines[0].quantity).toBe(3);
      const page = await returning.get('/products/51862822');
      expect(toText(readSlot(page.text, 'stock').html)).toContain('품절');
      const afterwards = await createOrders(after);
      const refused = await afterwards.reserve('a third', [{ itemId: nano.itemId, quantity: 1 }]);
      expect(refused.body).toMatchObject({ reason: 'sold-out' });

      const outbox = await after.databaseOf('product-service');
      const left = outbox.prepare('SELECT count(*) AS count FROM outbox');
      expect(await left.first()).toEqual({ count: 1 });
      await after.trigger('product-service');
      expect(await left.first()).toEqual({ count: 0 });
    } finally {
      await after.close();
    }
  },
);

test.skipIf(!Bun.which('redis-server'))(
  'a process that is killed at any moment loses no accepted change',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jogakbo-killed-'));
    const [stateDirectory, log] = [join(folder, 'state'), join(folder, 'log')];
    const random = createRandom(8, 'kills');
    try {
      // The first kill is during seeding, and the later ones while events are pending.
      await killAfter('seeding', random.integer(0, 2_000), '0');
      for (const round of ['1', '2']) await killAfter('open', random.integer(200, 1_800), round);

      const shop = await openShop({ redis: 'redis', stateDirectory });
      try {
        const accepted = (await Bun.file(log).text())
          .trim()
          .split('\n')
          .map((line) => line.split('\t') as [kind: string, subject: string]);
        const of = (kind: string) =>
          accepted.filter((line) => line[0] === kind).map(([, subject]) => subject);
        expect(of('price').length).toBeGreaterThan(3);
        expect(of('delivered').length).toBeGreaterThan(3);
        await settle(shop);

        const audited = await readAudit(shop);
        expect(new Set(audited.map(({ id }) => id)).size).toBe(audited.length);
        const delivered = new Set(audited.map(({ data }) => data.memberId));
        expect(of('delivered').filter((member) => !delivered.has(member))).toEqual([]);
        const marks = await read(shop, 'review-service', 'SELECT member_id AS id FROM purchase');
        const marked = new Set(marks.map(({ id }) => id));
        expect(of('delivered').filter((member) => !marked.has(member))).toEqual([]);

        for (const [product, changes] of Map.groupBy(of('price'), (each) => each)) {
          const entries = audited.filter(
            ({ type, data }) => type === 'price.changed' && data.productId === product,
          );
          expect(entries.length).toBeGreaterThanOrEqual(changes.length);
        }
        const prices = await read(
          shop,
          'pricing-service',
          'SELECT product_id AS id, min(final) AS price FROM price GROUP BY 1 ORDER BY 1',
        );
        const listed = await read(
          shop,
          'search-service',
          'SELECT product_id AS id, price FROM listing ORDER BY 1',
        );
        const changed = new Set(of('price'));
        expect(listed.filter(({ id }) => changed.has(id as string))).toEqual(
          prices.filter(({ id }) => changed.has(id as string)),
        );
        const counts = await read(shop, 'review-service', 'SELECT count(*) AS count FROM review');
        expect(counts).toEqual([{ count: 10_000 }]);

        for (const [cookies, additions] of toCarts(of('cart'))) {
          const visitor = createVisitor(shop.url);
          for (const [name, value] of cookies) visitor.cookies.set(name, value);
          const { lines } = JSON.parse((await visitor.get('/api/cart/cart')).text);
          expect(lines[0].quantity).toBeGreaterThanOrEqual(additions);
        }
      } finally {
        await shop.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }

    /** Starts a shop with constant changes. It kills the shop some time after the shop printed a word. */
    async function killAfter(word: string, milliseconds: number, round: string): Promise<void> {
      const child = Bun.spawn(
        [process.execPath, 'tests/restart-load.helper.ts', stateDirectory, log, round],
        {
          ...{ cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'ignore', detached: true },
        },
      );
      for await (const chunk of child.stdout) if (new TextDecoder().decode(chunk).includes(word)) break;
      // A slow machine needs longer for the first changes.
      if (word === 'open')
        await until('accepted changes', async () => {
          const lines = await Bun.file(log)
            .text()
            .catch(() => '');
          return ['price', 'delivered'].every((kind) => lines.split(`${kind}\t`).length > 4);
        });
      await Bun.sleep(milliseconds);
      process.kill(-child.pid, 'SIGKILL');
      await child.exited;
    }
  },
);

/** Flushes until every outbox and every queue is empty. A flush that was killed keeps its events leased for some seconds. */
async function settle(shop: Shop): Promise<void> {
  const services = [
    'pricing-service',
    'product-service',
    'review-service',
    'order-service',
    'member-service',
  ];
  await until(
    'empty outboxes',
    async () => {
      const waiting = await Promise.all(
        services.map(async (service) => {
          await shop.trigger(service);
          return read(shop, service, 'SELECT id FROM outbox LIMIT 1');
        }),
      );
      return waiting.flat().length === 0;
    },
    undefined,
    500,
  );
  await until(
    'empty queues',
    async () => {
      if (server === 'bun-monolith') return countMessages(`${shop.stateDirectory}/queues.sqlite`) === 0;
      const counts: Record<string, { due: number; later: number }> = await (
        await shop.fetchWorker(queuesWorker, '/')
      ).json();
      return Object.values(counts).every(({ due, later }) => due + later === 0);
    },
    undefined,
    100,
  );
}

function countMessages(path: string): number {
  const queues = new Database(path, { readonly: true });
  const { count } = queues.query('SELECT count(*) AS count FROM message').get() as { count: number };
  queues.close();
  return count;
}

type Audited = { id: string; type: string; data: Record<string, unknown> };
async function readAudit(shop: Shop): Promise<Audited[]> {
  const all: Audited[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const answer = await shop.fetch(`/api/operator/entries?after=${after}`, {
      headers: { authorization: `Bearer ${shop.operatorToken}` },
    });
    const page: { entries: { event: string }[]; next: number | null } = await answer.json();
    all.push(...page.entries.map(({ event }) => JSON.parse(event)));
    after = page.next;
  }
  return all;
}

async function read(shop: Shop, service: string, sql: string): Promise<Record<string, unknown>[]> {
  return (await (await shop.databaseOf(service)).prepare(sql).all<Record<string, unknown>>()).results;
}

/** Reads each visitor's cookies, and the number of pieces that the visitor added. */
function toCarts(lines: string[]): [cookies: [string, string][], additions: number][] {
  const carts = Map.groupBy(lines, (line) => line);
  return [...carts].map(([line, additions]) => [JSON.parse(line), additions.length]);
}
