import { CategoryTree, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { type Binding, type Caller, call, type Result } from '@jogakbo/edge/call';
import { PriceBatch, PricePage, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, ProductPage, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, RatingPage, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { Category, Price, Product, Rating } from './to-listings.ts';

export type SourceBindings = { PRODUCT: Binding; PRICING: Binding; REVIEW: Binding; CATEGORY: Binding };

/** The rows after `after` in the order of product ids; `next` is null at the end. */
export type Page<Row> = { rows: Row[]; next: string | null };

/** The services that own the data of the index. */
export type Sources = {
  products(after: string): Promise<Result<Page<Product>>>;
  prices(after: string): Promise<Result<Page<Price>>>;
  ratings(after: string): Promise<Result<Page<Rating>>>;
  categories(): Promise<Result<Category[]>>;
  /** Reads at most 100 products. Those that do not exist are left out. */
  productsOf(ids: string[]): Promise<Result<Product[]>>;
  pricesOf(productIds: string[]): Promise<Result<Price[]>>;
  ratingsOf(productIds: string[]): Promise<Result<Rating[]>>;
};

/** Milliseconds that reading one page may take. */
const pageTimeoutMs = 20_000;
/** The index must not be built from a copy. */
const uncached = { headers: { 'cache-control': 'no-cache' } };
const page = { ...uncached, within: pageTimeoutMs };

export function createSources(c: Caller, env: SourceBindings): Sources {
  return {
    async products(after) {
      const read = await call(c, env.PRODUCT, productPaths.page(after), ProductPage, page);
      return map(read, ({ products, next }) => ({ rows: products, next }));
    },
    async prices(after) {
      const read = await call(c, env.PRICING, pricingPaths.page(after), PricePage, page);
      return map(read, ({ prices, next }) => ({ rows: prices, next }));
    },
    async ratings(after) {
      const read = await call(c, env.REVIEW, reviewPaths.page(after), RatingPage, page);
      return map(read, ({ ratings, next }) => ({ rows: ratings, next }));
    },
    async categories() {
      const tree = await call(c, env.CATEGORY, categoryPaths.tree, CategoryTree, page);
      return map(tree, ({ categories }) => categories);
    },
    async productsOf(ids) {
      const read = await call(c, env.PRODUCT, productPaths.batch(ids), ProductBatch, uncached);
      return map(read, ({ products }) => products);
    },
    async pricesOf(productIds) {
      const read = await call(c, env.PRICING, pricingPaths.ofProducts(productIds), PriceBatch, uncached);
      return map(read, ({ prices }) => prices);
    },
    async ratingsOf(productIds) {
      const read = await call(c, env.REVIEW, reviewPaths.ofProducts(productIds), RatingBatch, uncached);
      return map(read, ({ ratings }) => ratings);
    },
  };
}

function map<From, To>(result: Result<From>, to: (value: From) => To): Result<To> {
  return result.ok ? { ok: true, value: to(result.value) } : result;
}
