import type { D1Database } from '@cloudflare/workers-types';
import { seedCategories } from '../../services/category/seed.ts';
import { seedStocks } from '../../services/inventory/seed.ts';
import { paths as menuPaths } from '../../services/menu/contract.ts';
import menu from '../../services/menu/links.json';
import { seedPrices } from '../../services/pricing/seed.ts';
import { seedCoupons } from '../../services/pricing/seed-coupons.ts';
import { seedProducts } from '../../services/product/seed.ts';
import { seedReviews } from '../../services/review/seed.ts';
import { createCatalogue } from '../seed/catalogue.ts';
import type { Catalogue } from '../seed/catalogue-types.ts';
import { createCoupons } from '../seed/create-coupons.ts';
import { createStocks } from '../seed/create-stocks.ts';

type Stores = {
  databaseOf(name: string): Promise<D1Database>;
  fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response>;
  onStep(step: string): void;
};

/** How each slice that owns data takes its part of the catalogue; `table` is empty until it has. */
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
    seed: (to: D1Database, { products }: Catalogue) => seedCoupons(to, createCoupons(products)),
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
];

/**
 * Fills each store that is empty from one catalogue, and the menu with its links, then has search build its index from those
 * stores.
 */
export async function seedStores({ databaseOf, fetchWorker, onStep }: Stores): Promise<void> {
  const isEmpty = async (service: string, table: string) =>
    (await (await databaseOf(service)).prepare(`SELECT 1 FROM ${table} LIMIT 1`).first()) === null;

  const empty = await Promise.all(seeds.map(({ service, table }) => isEmpty(service, table)));
  if (empty.includes(true)) {
    onStep('seeding 2,000 products and 10,000 reviews');
    const catalogue = createCatalogue();
    const missing = seeds.filter((_, index) => empty[index]);
    await Promise.all(missing.map(async ({ service, seed }) => seed(await databaseOf(service), catalogue)));
  }
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
  // Also where it was built before it knew of badges.
  if (await isEmpty('search-service', "listing_category WHERE category = 'badge:rocket'")) {
    onStep('building the search index');
    const rebuilt = await fetchWorker('search-service', '/index', { method: 'POST' });
    if (!rebuilt.ok) throw new Error(`search could not build its index: ${await rebuilt.text()}`);
  }
}
