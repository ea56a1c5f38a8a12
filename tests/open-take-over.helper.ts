import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMonolith } from '../bench/monolith/create-monolith.ts';
import { createDoor } from '../bench/monolith/door/create-door.ts';
import { openDatabase } from '../bench/monolith/open-database.ts';
import type { Migration } from '../tools/migrate/create-migration.ts';
import { openMigration } from '../tools/migrate/open-migration.ts';
import { createShop, type Refused } from '../tools/migrate/side.ts';
import { changeInDev } from '../tools/release/takeover/change-in-dev.ts';
import type { TakeoverCommand } from '../tools/release/takeover/plan-takeover.ts';
import type { Item } from '../tools/visitor/purchase.ts';
import { openShop } from './open-shop.helper.ts';
import { until } from './until.helper.ts';

/** The slices whose rows move, in this order. */
const moved = ['member', 'inventory', 'order'];

/** An order as one of the two programs has stored it. */
export type StoredOrder = {
  id: string;
  total: number;
  state: string;
  lines: { itemId: string; quantity: number }[];
};

/** Opens the monolith, and the shop in front of it, which has taken nothing over yet. */
export async function openTakeOver() {
  const database = openDatabase(':memory:');
  const monolith = createMonolith(database, { passwordCost: 4 });
  const door = createDoor(database, 'key');
  // The monolith writes each refused order to the terminal while its rows are frozen.
  const { error } = console;
  console.error = (...words) => void (String(words[0]).includes('is frozen') || error(...words));
  const legacy = Bun.serve({
    ...{ port: 0, hostname: '127.0.0.1' },
    fetch: async (request) => (await door(request)) ?? monolith.fetch(request),
  });
  const part = (slot: string) => ({ [slot]: { selector: `[data-region=${slot}]`, ours: 0 } });
  const shop = await openShop({
    // The shop logs each answer of the monolith that it could not show.
    onLog: () => {},
    settings: {
      LEGACY_ORIGIN: legacy.url.origin,
      LEGACY_ROUTES: '{"*":0}',
      LEGACY_FRAGMENTS: JSON.stringify({ '/products/:product': { ...part('price'), ...part('reviews') } }),
      // A busy machine is no fault.
      LEGACY_TIMEOUT: '60000',
      LEGACY_PERSONAL: JSON.stringify({
        links: { selector: '[data-region=links]', route: '/login' },
        cart: { selector: '[data-region=cart]', route: '/cart' },
      }),
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-take-over-'));
  const { url, operatorToken: token } = shop;
  const programs = { shop: url, token, legacy: legacy.url.origin, key: 'key', state: folder };
  const change = (command: TakeoverCommand) =>
    changeInDev({
      ...{ url, state: shop.stateDirectory, command, by: 'mina', why: 'test' },
      ...{ now: () => new Date(), say: () => {} },
    });

  async function withMigration(slice: string, run: (migration: Migration) => Promise<void>): Promise<void> {
    const { migration, notes } = await openMigration(slice, programs);
    await run(migration).finally(() => notes.close());
  }

  return {
    url,
    release: (routes: string[], parts: string[] = []) => change({ kind: 'change', routes, parts }),
    rollBack: () => change({ kind: 'rollback' }),
    /** Finds items that many visitors can buy. */
    findItems: (count: number) =>
      database
        .query<Item, [number]>(
          `SELECT item.product_id AS productId, item.id AS itemId FROM item JOIN inventory ON inventory.item_id = item.id
             WHERE available > 200 ORDER BY item.id LIMIT ?`,
        )
        .all(count),
    /** Hands the members, the stock and the orders of the monolith to the shop. @returns the number of rows that differ */
    async moveData(): Promise<number> {
      let differ = 0;
      for (const slice of moved)
        await withMigration(slice, async (migration) => {
          await migration.backfill();
          differ += (await migration.cutOver()).differences.length;
        });
      return differ;
    },
    /** Gives the same rows back to the monolith, with what was written to the shop meanwhile. @returns the rows that it refuses */
    async moveBack(): Promise<Refused[]> {
      const refused: Refused[] = [];
      for (const slice of moved)
        await withMigration(slice, async (migration) => {
          refused.push(...(await migration.goBack()).refused);
        });
      return refused;
    },
    stockOfLegacy: () =>
      new Map(
        database
          .query<{ id: string; n: number }, []>('SELECT item_id AS id, available AS n FROM inventory')
          .all()
          .map(({ id, n }) => [id, n]),
      ),
    async stockOfShop(keys: string[]): Promise<Map<string, unknown>> {
      const moves = createShop({ url: `${url}/api/operator/moves/inventory`, token, name: 'The shop' });
      return new Map([...(await moves.find(keys))].map(([id, row]) => [id, row?.available]));
    },
    ordersOfLegacy: (): StoredOrder[] =>
      database
        .query<{ id: string; total: number; lines: string }, []>(
          `SELECT id, goods + delivery AS total, (SELECT json_group_array(json_object('itemId', item_id, 'quantity', quantity))
             FROM order_line WHERE order_id = id) AS lines FROM "order"`,
        )
        .all()
        .map(({ id, total, lines }) => ({ id, total, state: 'placed', lines: JSON.parse(lines) })),
    /** The orders of the shop, when none of them is under way any more. */
    async ordersOfShop(): Promise<StoredOrder[]> {
      const orders = await shop.databaseOf('order-service');
      const pending = orders.prepare(
        "SELECT count(*) AS n FROM orders WHERE state IN ('PENDING', 'RESERVED', 'AUTHORIZED', 'CONFIRMED')",
      );
      await until('the end of all orders', async () => (await pending.first<{ n: number }>())?.n === 0);
      const { results } = await orders
        .prepare('SELECT id, state, content FROM orders')
        .all<{ id: string; state: string; content: string }>();
      return results.map(({ id, state, content }) => {
        const { totals, lines } = JSON.parse(content);
        return { id, state, total: totals.total, lines };
      });
    },
    async close() {
      console.error = error;
      await shop.close();
      await legacy.stop(true);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
