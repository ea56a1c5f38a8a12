import type { D1Database } from '@cloudflare/workers-types';
import { seedCategories } from '../../services/category/seed.ts';
import { seedPrices } from '../../services/pricing/seed.ts';
import { seedProducts } from '../../services/product/seed.ts';
import { seedReviews } from '../../services/review/seed.ts';
import { createCatalogue } from '../seed/catalogue.ts';

type Stores = {
  databaseOf(name: string): Promise<D1Database>;
  fetchWorker(name: string, path: string, init?: RequestInit): Promise<Response>;
  onStep(step: string): void;
};

/** Fills stores that are empty from one catalogue, each slice's into its own, then has search build its index from them. */
export async function seedStores({ databaseOf, fetchWorker, onStep }: Stores): Promise<void> {
  const product = await databaseOf('product-service');
  const seeded = await product.prepare('SELECT 1 FROM product LIMIT 1').first();
  if (seeded) return;
  onStep('seeding 2,000 products and 10,000 reviews');
  const catalogue = createCatalogue();
  await Promise.all([
    databaseOf('category-service').then((database) => seedCategories(database, catalogue.categories)),
    databaseOf('pricing-service').then((database) => seedPrices(database, catalogue.prices)),
    databaseOf('review-service').then((database) => seedReviews(database, catalogue.reviews)),
  ]);
  onStep('building the search index');
  // Last, so that an interrupted start is seeded again.
  await seedProducts(product, catalogue.products);
  const rebuilt = await fetchWorker('search-service', '/index', { method: 'POST' });
  if (!rebuilt.ok)
    throw new Error(`search could not build its index: ${await rebuilt.text()}`);
}
