import { Database, type SQLQueryBindings } from 'bun:sqlite';
import type { DurableObjectState } from '@cloudflare/workers-types';
import { headers } from '@jogakbo/contracts/fragment';
import type { Binding } from '@jogakbo/edge/call';
import type { ServiceBindings } from '@jogakbo/edge/service-context';
import './mock-workers.helper.ts';
import type { InventoryService } from '../services/inventory/inventory-service.ts';
import type { ItemStorage } from '../services/inventory/item-store.ts';
import { seedStocks } from '../services/inventory/seed.ts';
import { createSqliteDatabase } from './create-sqlite-database.helper.ts';
import { createTestIdentity } from './create-test-identity.helper.ts';

// Stands in for the class of the runtime.
const { default: worker, StockItem } = await import('../services/inventory/worker.ts');

const { keys, settings, tokenFor } = await createTestIdentity(['order-service', 'inventory-service']);

/** The service with its objects in one process. `stocks` has the pieces that each item starts with. */
export async function createInventory(stocks: Record<string, number>) {
  const database = createSqliteDatabase(`${import.meta.dir}/../services/inventory/migrations`);
  await seedStocks(
    database,
    Object.entries(stocks).map(([itemId, available]) => ({ itemId, productId: `9${itemId}`, available })),
  );
  const published: { type: string; data: Record<string, unknown> }[] = [];
  const switches = { events: true };
  const EVENTS: Binding = {
    async fetch(request) {
      const { events } = (await request.json()) as { events: typeof published };
      if (!switches.events) return new Response(null, { status: 503 });
      published.push(...events);
      return Response.json({}, { status: 202 });
    },
  };
  const objects = new Map<string, ReturnType<typeof createObject>>();
  const objectOf = (name: string) => {
    const known = objects.get(name) ?? createObject();
    objects.set(name, known);
    return known;
  };
  const env = {
    ...settings,
    DB: database,
    EVENTS,
    IDENTITY_KEY: keys.own['inventory-service'] as string,
    LOG_LEVEL: 'off',
    OPERATOR_TOKEN: 'secret',
    STOCK_ITEM: { getByName: (name: string) => objectOf(name).object },
  };

  /** An object with its storage and its alarm. `work` collects the promises that it passes to `waitUntil`. */
  function createObject() {
    const storage = createItemStorage();
    const work: Promise<unknown>[] = [];
    const known = { storage, alarm: undefined as number | undefined, settle };
    const ctx = {
      waitUntil: (promise: Promise<unknown>) => work.push(promise),
      storage: {
        ...storage,
        setAlarm: async (time: number) => {
          known.alarm = time;
        },
        deleteAlarm: async () => {
          known.alarm = undefined;
        },
      },
    } as unknown as DurableObjectState;
    const build = () => new StockItem(ctx, env as unknown as ServiceBindings<InventoryService>);
    const state = { object: build() };
    async function settle() {
      while (work.length > 0) await work.shift();
    }
    return Object.assign(known, {
      get object() {
        return state.object;
      },
      /** Drops the object's memory, as the runtime may do at any time. */
      evict: () => {
        state.object = build();
      },
    });
  }

  async function request(path: string, init: { method?: string; body?: unknown; issuer?: string } = {}) {
    const sent: Record<string, string> = {
      'content-type': 'application/json',
      authorization: 'Bearer secret',
    };
    if (init.issuer !== '')
      sent[headers.identity] = await tokenFor({
        issuer: init.issuer ?? 'order-service',
        audience: ['inventory'],
      });
    const { method = init.body === undefined ? 'GET' : 'POST', body } = init;
    const asked = new Request(`http://worker${path}`, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return worker.fetch(asked, env as never);
  }

  return {
    database,
    published,
    switches,
    objectOf,
    request,
    scheduled: () => worker.scheduled({ cron: '* * * * *' }, env as never),
    settle: () => Promise.all([...objects.values()].map(({ settle }) => settle())),
    read: async <Value>(path: string) => (await (await request(path)).json()) as Value,
  };
}

/** A Durable Object's storage in memory. */
export function createItemStorage(): ItemStorage & { sqlite: Database } {
  const sqlite = new Database(':memory:');
  return {
    sqlite,
    sql: {
      exec(query, ...values) {
        const rows = sqlite.query<never, SQLQueryBindings[]>(query).all(...values);
        return { toArray: () => rows };
      },
    },
    transactionSync: (work) => sqlite.transaction(work)(),
  };
}
