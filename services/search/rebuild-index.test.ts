import { beforeEach, expect, test } from 'bun:test';
import { toPrice, toProduct, toRating } from '../../tests/create-example-sources.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import type { D1Like } from './d1-like.ts';
import { createListingStore } from './listing-store.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { createRebuildStore } from './rebuild-store.ts';
import type { Sources } from './sources.ts';
import { createTermStore } from './term-store.ts';

const pageSize = 500;
const size = 2_300;
/** The most calls of one invocation to services and to D1, and the most statements. */
const most = { calls: 32, statements: 1_000 };

let products: ReturnType<typeof toProduct>[];
let calls: number;
let asked: string[];
let db: D1Like;
let broken: boolean;
let now: number;

beforeEach(() => {
  products = Array.from({ length: size }, (_, n) => toProduct(String(10_000 + n), `상품 ${n}`));
  [calls, asked, broken, now] = [0, [], false, 1_000];
  const database = createSqliteDatabase(`${import.meta.dir}/migrations`, asked);
  db = {
    prepare: (sql) => countAll(database.prepare(sql) as never),
    batch: (statements) => note(() => database.batch(statements as never)) as never,
  };
});

function note<Value>(work: () => Value): Value {
  calls += 1;
  return work();
}

function countAll(statement: ReturnType<D1Like['prepare']>): ReturnType<D1Like['prepare']> {
  const all = statement.all.bind(statement);
  const bind = statement.bind.bind(statement);
  return Object.assign(statement, {
    all: () => note(all),
    bind: (...values: unknown[]) => countAll(bind(...values)),
  });
}

function page<Row extends { id?: string; productId?: string }>(rows: Row[]) {
  return async (after: string) =>
    note(() => {
      if (broken && after !== '') return { ok: false, reason: 'down' } as never;
      const idOf = (row: Row) => row.id ?? row.productId ?? '';
      const found = rows.filter((row) => idOf(row) > after).slice(0, pageSize);
      const next = found.length === pageSize ? idOf(found.at(-1) as Row) : null;
      return { ok: true as const, value: { rows: found, next } };
    });
}

/** Does one part, as each request or message does. */
async function doPart(invocations = 1) {
  [calls, asked.length] = [0, 0];
  const sources: Sources = {
    products: page(products),
    prices: page(products.map(({ id }) => toPrice(id, 1_000))),
    ratings: page(products.map(({ id }) => toRating(id, 4, 2))),
    categories: async () => note(() => ({ ok: true, value: [] })),
    productsOf: page([]) as never,
    pricesOf: page([]) as never,
    ratingsOf: page([]) as never,
  };
  const stores = {
    listings: createListingStore(db),
    terms: createTermStore(db),
    rebuilds: createRebuildStore(db),
  };
  now += 1_000;
  const rebuilt = await rebuildIndex(sources, stores, () => now);
  expect(calls).toBeLessThanOrEqual(invocations * most.calls);
  expect(asked.length).toBeLessThanOrEqual(most.statements);
  return rebuilt.ok ? rebuilt.report : rebuilt.source;
}

async function doAll(invocations = 1) {
  for (let parts = 1; ; parts++) {
    const report = await doPart(invocations);
    if (typeof report === 'string' || report.done) return { parts, report };
  }
}

const count = async () => (await createListingStore(db).list({ sort: 'newest', page: 1, perPage: 24 })).total;

test('a rebuild is done in parts, each within the limits of an invocation', async () => {
  expect(await doAll()).toMatchObject({
    parts: 3,
    report: { products: size, written: size, removed: 0, generation: 2_000 },
  });
  expect(await count()).toBe(size);
});

test('a larger shop needs more parts, and no larger ones: 101 parts for 100,000 products', async () => {
  const partsOf: Record<number, { parts: number; calls: number }> = {};
  for (const shopSize of [20_000, 100_000]) {
    const ids = Array.from({ length: shopSize }, (_, n) => String(100_000 + n));
    const pageOf = <Row>(toRow: (id: string) => Row) =>
      (async (after: string) =>
        note(() => {
          const start = after === '' ? 0 : Number(after) - 100_000 + 1;
          const found = ids.slice(start, start + pageSize);
          const next = found.length === pageSize ? (found.at(-1) as string) : null;
          return { ok: true as const, value: { rows: found.map(toRow), next } };
        })) as never;
    const sources = {
      ...{ products: pageOf((id) => toProduct(id, '상품')), prices: pageOf((id) => toPrice(id, 1_000)) },
      ...{ ratings: pageOf((id) => toRating(id, 4, 2)) },
      categories: async () => note(() => ({ ok: true as const, value: [] })),
    } as unknown as Sources;
    const stores = {
      listings: { replace: async () => note(() => ({ written: 0, removed: 0 })) },
      terms: { recount: async () => note(() => {}), sweep: async () => note(() => {}) },
      rebuilds: createRebuildStore(db),
    };
    let most = 0;
    for (let parts = 1; !partsOf[shopSize]; parts++) {
      calls = 0;
      const rebuilt = await rebuildIndex(sources, stores, () => ++now);
      most = Math.max(most, calls);
      if (rebuilt.ok && rebuilt.report.done) partsOf[shopSize] = { parts, calls: most };
    }
  }
  // The last part only finds that there are no more products.
  expect(partsOf).toMatchObject({ 20000: { parts: 21 }, 100000: { parts: 101 } });
  expect(partsOf[100_000]?.calls).toBe(partsOf[20_000]?.calls);
});

test('a rebuild writes only the products that differ', async () => {
  await doAll();
  products[7] = toProduct(products[7]!.id, '새 이름');
  products.splice(1_500, 2);
  const { report } = await doAll();
  expect(report).toMatchObject({ products: size - 2, written: 1, removed: 2 });
  expect(await count()).toBe(size - 2);
  expect((await doAll()).report).toMatchObject({ written: 0, removed: 0 });
});

test('a rebuild that was interrupted goes on after the last page that was done', async () => {
  expect(await doPart()).toMatchObject({ products: 1_000, done: false });
  broken = true;
  expect(await doPart()).toBe('products');
  broken = false;
  expect(await doPart()).toMatchObject({ products: 2_000, generation: 2_000, done: false });
  expect(await doPart()).toMatchObject({ products: size, done: true });
  expect(await count()).toBe(size);
});

test('two rebuilds at the same time end the same', async () => {
  const reports = await Promise.all([doAll(2), doAll(2)]);
  for (const { report } of reports) expect(report).toMatchObject({ done: true });
  expect(await count()).toBe(size);
});

test('a rebuild that began long ago starts again', async () => {
  await doPart();
  now += 13 * 60 * 60 * 1_000;
  expect(await doPart()).toMatchObject({ products: 1_000, written: 0, generation: now });
});
