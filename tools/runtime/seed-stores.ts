import type { D1Database } from '@cloudflare/workers-types';
import { seedCategories } from '../../services/category/seed.ts';
import { seedStocks } from '../../services/inventory/seed.ts';
import { paths as menuPaths } from '../../services/menu/contract.ts';
import menu from '../../services/menu/links.json';
import { seedPrices } from '../../services/pricing/seed.ts';
import { storeCoupons } from '../../services/pricing/store-coupons.ts';
import { seedProducts } from '../../services/product/seed.ts';
import { seedReviews } from '../../services/review/seed.ts';
import { paths as searchPaths } from '../../services/search/contract.ts';
import { seedSpellings } from '../../services/search/seed.ts';
import { createCatalogue, defaultProducts } from '../seed/catalogue.ts';
import type { Catalogue } from '../seed/catalogue-types.ts';
import { createCoupons } from '../seed/create-coupons.ts';
import { createSpellings } from '../seed/create-spellings.ts';
import { createStocks } from '../seed/create-stocks.ts';

type Databases = {
  databaseOf(name: string): Promise<D1Database>;
  /** Asks search for the next part of its index. */
  buildIndex(): Promise<Response>;
  onStep(step: string): void;
  /** Services whose databases cannot be read now: their stores are skipped. */
  closed?: ReadonlySet<string>;
  /** The number of products; 2,000 by default. Stores that are full keep theirs. */
  products?: number | undefined;
  /** The data for the stores; the whole catalogue by default. */
  create?: () => Catalogue;
};
type Stores = Omit<Databases, 'buildIndex'> & {
  fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response>;
};

/** How each slice that owns data stores its part of the catalogue. Existing rows are not changed. */
const seeds = [
  {
    service: 'category-service',
    table: 'category',
    seed: (to: D1Database, { categories }: Catalogue) => seedCategories(to, categories),
  },
  {
    service: 'product-service',
    table: 'product',
    seed: (to: D1Database, { products }: Catalogue) => seedProducts(to, products),
  },
  {
    service: 'pricing-service',
    table: 'price',
    seed: (to: D1Database, { prices }: Catalogue) => seedPrices(to, prices),
  },
  {
    service: 'pricing-service',
    table: 'coupon',
    seed: (to: D1Database, { products }: Catalogue) => storeCoupons(to, createCoupons(products)),
  },
  {
    service: 'review-service',
    table: 'review',
    seed: (to: D1Database, { reviews }: Catalogue) => seedReviews(to, reviews),
  },
  {
    service: 'inventory-service',
    table: 'stock',
    seed: (to: D1Database, { prices }: Catalogue) => seedStocks(to, createStocks(prices)),
  },
  {
    service: 'search-service',
    table: 'spelling',
    seed: (to: D1Database) => seedSpellings(to, createSpellings()),
  },
];

/** Fills each store from one catalogue, and the menu with its links. See {@link seedDatabases}. */
export async function seedStores({ fetchWorker, ...databases }: Stores): Promise<void> {
  if (!databases.closed?.has('menu-service')) await seedMenu(fetchWorker);
  await seedDatabases({
    ...databases,
    buildIndex: () => fetchWorker('search-service', searchPaths.index, { method: 'POST' }),
  });
}

async function seedMenu(fetchWorker: Stores['fetchWorker']): Promise<void> {
  const { links } = (await (await fetchWorker('menu-service', menuPaths.menu)).json()) as {
    links: unknown[];
  };
  if (links.length === 0) {
    const written = await fetchWorker('menu-service', menuPaths.menu, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(menu),
    });
    if (!written.ok) throw new Error(`the menu refused its links: ${await written.text()}`);
  }
}

/**
 * Fills each database from one catalogue. Then search builds its index from those databases. A table is marked when it is full. A table
 * without the mark was interrupted, and gets its missing rows.
 */
export async function seedDatabases(databases: Databases): Promise<void> {
  const { databaseOf, buildIndex, onStep, closed, products } = databases;
  const create = databases.create ?? (() => createCatalogue(undefined, products));
  const open = seeds.filter(({ service }) => !closed?.has(service));
  const full = await Promise.all(
    open.map(async ({ service, table }) => isFull(await databaseOf(service), table)),
  );
  const missing = open.filter((_, index) => !full[index]);
  if (!closed?.has('product-service')) await checkProducts(await databaseOf('product-service'), products);
  if (missing.length > 0) {
    const catalogue = create();
    const [count, reviews] = [catalogue.products, catalogue.reviews].map(({ length }) => toDigits(length));
    onStep(`seeding ${count} products and ${reviews} reviews`);
    await Promise.all(
      missing.map(async ({ service, table, seed }) => {
        const database = await databaseOf(service);
        await seed(database, catalogue);
        await noteFull(database, table);
      }),
    );
  }
  // Search reads all stores to build its index.
  if (closed && closed.size > 0) return;
  const index = await databaseOf('search-service');
  if (await isFull(index, 'listing')) return;
  onStep('building the search index');
  let shown = 0;
  for (let done = false; !done; ) {
    const rebuilt = await buildIndex();
    if (!rebuilt.ok) throw new Error(`search could not build its index: ${await rebuilt.text()}`);
    const report = (await rebuilt.json()) as { done?: boolean; products?: number };
    done = report.done ?? true;
    const built = report.products ?? 0;
    if (done || built < shown + shownEach) continue;
    shown = built;
    onStep(`building the search index: ${toDigits(built)} products`);
  }
  await noteFull(index, 'listing');
}

/** After this many products the start says how far it is. */
const shownEach = 10_000;

/** Notes the number of products at the first start, and refuses another number later. */
async function checkProducts(database: D1Database, products: number | undefined): Promise<void> {
  const prefix = 'products ';
  const full = await isFull(database, 'product');
  const note = await database
    .prepare(`SELECT name FROM ${noteTable} WHERE name LIKE '${prefix}%'`)
    .first<{ name: string }>();
  if (!note && !full) return noteFull(database, `${prefix}${products ?? defaultProducts}`);
  const noted = note ? Number(note.name.slice(prefix.length)) : defaultProducts;
  if (products !== undefined && products !== noted)
    throw new Error(
      `The stores have ${toDigits(noted)} products. Delete .wrangler/state to fill them with ${toDigits(products)}.`,
    );
}

function toDigits(count: number): string {
  return count.toLocaleString('en');
}

/** Marks full tables, in the database of each service. Only this program reads and writes it. */
const noteTable = 'local_seed';

async function isFull(database: D1Database, table: string): Promise<boolean> {
  await database.prepare(`CREATE TABLE IF NOT EXISTS ${noteTable} (name TEXT PRIMARY KEY)`).run();
  return (await database.prepare(`SELECT 1 FROM ${noteTable} WHERE name = ?`).bind(table).first()) !== null;
}

async function noteFull(database: D1Database, table: string): Promise<void> {
  await database.prepare(`INSERT OR IGNORE INTO ${noteTable} VALUES (?)`).bind(table).run();
}
