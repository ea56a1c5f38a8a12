import { expect, test } from 'bun:test';
import { readdirSync, readFileSync } from 'node:fs';
import { paths as transportPaths } from '../../services/transport/contract.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { callAs } from '../call-as.helper.ts';
import { createShopper } from '../create-shopper.helper.ts';
import { openShop } from '../open-shop.helper.ts';
import { server } from '../servers.helper.ts';

const item = { productId: fixtures.noDiscount.id, itemId: fixtures.noDiscount.itemIds[0] };
const effects = ['reserve', 'redeem', 'authorize', 'confirm', 'capture', 'ship'];
const undoings = ['recall', 'refund', 'release', 'give back coupons'];
const around = (names: string[]) => names.flatMap((name) => [`before ${name}`, `after ${name}`]);

test('orders end complete or completely undone after the shop was killed at every boundary of the saga', async () => {
  const watch = createWatch();
  const settings = { SAGA_WATCH: watch.url, SAGA_PAUSE: '50', SAGA_STUCK: '0' };
  const variables = { 'order-service': settings };
  const strangers = new Set(findWorkerd());
  const before = await openShop({ variables, crons: false });
  const shopper = await createShopper(before);
  const stock = await readStock(before);

  const held = new Map<string, string>();
  for (const point of around(effects)) {
    const id = await shopper.buy({ item });
    held.set(id, point);
    await watch.holdAt(id, point);
  }
  const undone = new Map<string, string>();
  for (const point of around(undoings)) {
    const id = await shopper.buy({ item });
    watch.letThrough(id);
    await shopper.follow(id, ['FULFILLING']);
    undone.set(id, point);
    const reached = watch.holdAt(id, point);
    expect((await shopper.post(`/orders/${id}/cancellation`, {})).status).toBe(303);
    await reached;
  }

  for (const pid of findWorkerd()) if (!strangers.has(pid)) process.kill(pid, 'SIGKILL');
  watch.open();
  await before.close({ keep: true, kill: server === 'bun-monolith' });

  const after = await openShop({ variables, crons: false, stateDirectory: before.stateDirectory });
  try {
    const orders = await after.databaseOf('order-service');
    const readStates = async () => {
      const { results } = await orders
        .prepare('SELECT id, state FROM orders')
        .all<{ id: string; state: string }>();
      return new Map(results.map(({ id, state }) => [id, state]));
    };
    const goals = [...held.keys()].map((id): [string, string] => [id, 'FULFILLING']);
    goals.push(...[...undone.keys()].map((id): [string, string] => [id, 'REFUNDED']));
    // The cron of each minute starts the watchdog. A saga may take some seconds before the next one.
    let started = 0;
    for (const end = Date.now() + 120_000; Date.now() < end; await Bun.sleep(200)) {
      const states = await readStates();
      if (goals.every(([id, goal]) => states.get(id) === goal)) break;
      if (Date.now() - started < 3_000) continue;
      await after.trigger('order-service');
      started = Date.now();
    }
    const states = await readStates();
    const named = (points: Map<string, string>) =>
      [...points].map(([id, point]) => `${point}: ${states.get(id)}`);
    expect(named(held)).toEqual([...held.values()].map((point) => `${point}: FULFILLING`));
    expect(named(undone)).toEqual([...undone.values()].map((point) => `${point}: REFUNDED`));

    const call = await callAs(after, { issuer: 'order-service', audience: ['payment', 'transport'] });
    for (const [id, state] of states) {
      const whole = state === 'FULFILLING';
      const payment = await call('payment-service', 'GET', `/payments/${id}`);
      expect(payment.body).toMatchObject({ state: whole ? 'captured' : 'refunded' });
      const { body } = await call('payment-service', 'GET', `/local-provider/charges?order=${id}`);
      expect((body.charges as unknown[]).length).toBe(1);
      const shipment = await call('transport-service', 'GET', transportPaths.shipment(id));
      expect(shipment.body).toMatchObject({ state: whole ? 'accepted' : 'cancelled' });
    }
    for (
      const end = Date.now() + 20_000;
      (await readStock(after)) !== stock - held.size;
      await Bun.sleep(200)
    )
      if (Date.now() > end) break;
    expect(await readStock(after)).toBe(stock - held.size);
  } finally {
    watch.close();
    await after.close();
  }
}, 300_000);

async function readStock(shop: Awaited<ReturnType<typeof openShop>>): Promise<number> {
  const answer = await shop.fetchWorker('inventory-service', `/stocks?items=${item.itemId}`);
  return ((await answer.json()) as { stocks: { available: number }[] }).stocks[0]?.available as number;
}

/** The processes of workerd that this process has started. */
function findWorkerd(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const [, name, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\((.*)\) \S (\d+)/) ?? [];
        return name === 'workerd' && Number(parent) === process.pid;
      } catch {
        return false;
      }
    });
}

/** A server that each saga calls at every boundary, and that can make it wait there. */
function createWatch() {
  const stops = new Map<string, { point: string; reached: () => void }>();
  const through = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  let opened = false;
  const server = Bun.serve({
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      const { order, point } = (await request.json()) as { order: string; point: string };
      // The saga may be faster than the answer with the order's number.
      if (!opened && !stops.has(order) && !through.has(order))
        await new Promise<void>((go) => waiting.set(order, [...(waiting.get(order) ?? []), go]));
      const stop = stops.get(order);
      if (opened || stop?.point !== point) return new Response();
      stop.reached();
      return new Promise(() => {});
    },
  });
  const wake = (order: string) => {
    for (const go of waiting.get(order) ?? []) go();
  };
  return {
    url: `http://127.0.0.1:${server.port}`,
    /** Resolves when the order's saga has reached that point, and keeps it there. */
    holdAt: (order: string, point: string) =>
      new Promise<void>((reached) => {
        stops.set(order, { point, reached });
        wake(order);
      }),
    letThrough(order: string) {
      through.add(order);
      wake(order);
    },
    open() {
      opened = true;
    },
    close: () => server.stop(true),
  };
}
