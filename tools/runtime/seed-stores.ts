import type { D1Database } from '@cloudflare/workers-types';
import { seedCategories } from '../../services/category/seed.ts';
import { seedStocks } from '../../services/inventory/seed.ts';
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

/** Fills each store that is empty from one catalogue, then has search build its index from those stores. */
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
  if (await isEmpty('search-service', 'listing')) {
    onStep('building the search index');
    const rebuilt = await fetchWorker('search-service', '/index', { method: 'POST' });
    if (!rebuilt.ok) throw new Error(`search could not build its index: ${await rebuilt.text()}`);
  }
}
