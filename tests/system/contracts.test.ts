import { afterAll, expect, test } from 'bun:test';
import * as v from 'valibot';
import * as category from '../../services/category/contract.ts';
import * as inventory from '../../services/inventory/contract.ts';
import * as pricing from '../../services/pricing/contract.ts';
import * as product from '../../services/product/contract.ts';
import * as review from '../../services/review/contract.ts';
import * as search from '../../services/search/contract.ts';
import { fixtures } from '../../tools/seed/fixtures.ts';
import { openShop } from '../open-shop.helper.ts';

const shop = await openShop();
afterAll(() => shop.close());

const products = [
  fixtures.reference.id,
  fixtures.manyOptions.id,
  fixtures.unitPrice.id,
  fixtures.coupon.id,
  '404',
];
const items = [
  ...fixtures.manyOptions.itemIds,
  ...fixtures.unitPrice.itemIds,
  ...fixtures.coupon.itemIds,
  '404',
];

/** Requests of BFFs to services, with the path and the schema of the service's contract. */
const reads: [worker: string, path: string, schema: v.GenericSchema][] = [
  ['category-service', category.paths.tree, category.CategoryTree],
  ['product-service', product.paths.product(fixtures.reference.id), product.Product],
  ['product-service', product.paths.batch(products), product.ProductBatch],
  ['product-service', product.paths.items([...items]), product.ItemBatch],
  ['product-service', product.paths.page(''), product.ProductPage],
  ['pricing-service', pricing.paths.ofItems([...items]), pricing.PriceBatch],
  ['pricing-service', pricing.paths.ofProducts(products), pricing.PriceBatch],
  ['pricing-service', pricing.paths.page(''), pricing.PricePage],
  ['inventory-service', inventory.paths.ofItems([...items]), inventory.StockBatch],
  ['inventory-service', inventory.paths.ofProducts(products), inventory.StockBatch],
  ['review-service', review.paths.ofProducts(products), review.RatingBatch],
  ['review-service', review.paths.page(''), review.RatingPage],
  [
    'search-service',
    search.paths.listings({ category: 'toys', sort: 'rating', page: 2 }),
    search.ListingPage,
  ],
  ['search-service', search.paths.search({ q: 'ㅍㅋㅁ' }), search.SearchPage],
  ['search-service', search.paths.suggestions('나노'), search.SuggestionList],
];

test.each(reads)('%s answers %s according to its contract', async (worker, path, schema) => {
  const answer = await shop.fetchWorker(worker, path);
  expect(answer.status).toBe(200);
  const parsed = v.safeParse(schema, await answer.json());
  expect(parsed.success ? [] : v.flatten(parsed.issues)).toEqual([]);
});

test('the answer to a batch leaves out ids that do not exist, and has all others', async () => {
  const batch = v.parse(
    pricing.PriceBatch,
    await (await shop.fetchWorker('pricing-service', pricing.paths.ofItems([...items]))).json(),
  );
  expect(batch.prices.map(({ itemId }) => itemId).sort()).toEqual(
    items.filter((item) => item !== '404').sort(),
  );
});

test('the pages of a catalogue have every row once', async () => {
  const seen = new Set<string>();
  let after: string | null = '';
  for (let pages = 0; after !== null && pages < 10; pages++) {
    const page: v.InferOutput<typeof product.ProductPage> = v.parse(
      product.ProductPage,
      await (await shop.fetchWorker('product-service', product.paths.page(after))).json(),
    );
    for (const { id } of page.products) seen.add(id);
    after = page.next;
  }
  expect(seen.size).toBe(2_000);
});
