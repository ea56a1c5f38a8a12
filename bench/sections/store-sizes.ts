import { seedStocks } from '../../services/inventory/seed.ts';
import { seedPrices } from '../../services/pricing/seed.ts';
import { seedProducts } from '../../services/product/seed.ts';
import { seedReviews } from '../../services/review/seed.ts';
import { createSqliteDatabase, type SqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { createStocks } from '../../tools/seed/create-stocks.ts';
import { root } from '../../tools/workers.ts';

/** Measures the bytes that a product, or a review, needs in the database of each service that has one. */
export async function measureStoreSizes(): Promise<Record<string, number>> {
  const { products, prices, reviews } = createCatalogue(undefined, 10_000);
  const bytesOf = async (service: string, count: number, seed: (to: SqliteDatabase) => Promise<void>) => {
    const database = createSqliteDatabase(`${root}/services/${service}/migrations`);
    const empty = sizeOf(database);
    await seed(database);
    return (sizeOf(database) - empty) / count;
  };
  return {
    product: await bytesOf('product', products.length, (to) => seedProducts(to, products)),
    pricing: await bytesOf('pricing', products.length, (to) => seedPrices(to, prices)),
    inventory: await bytesOf('inventory', products.length, (to) => seedStocks(to, createStocks(prices))),
    review: await bytesOf('review', reviews.length, (to) => seedReviews(to, reviews)),
  };
}

function sizeOf({ sqlite }: SqliteDatabase): number {
  const sql = 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size';
  return sqlite.query<{ bytes: number }, []>(sql).get()?.bytes ?? 0;
}
