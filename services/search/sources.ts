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
  /** Reads one product; empty if it does not exist. */
  product(id: string): Promise<Result<Product[]>>;
  price(productId: string): Promise<Result<Price[]>>;
  rating(productId: string): Promise<Result<Rating[]>>;
};

/** Milliseconds that reading one page may take. */
const pageTimeoutMs = 20_000;
const uncached = { headers: { 'cache-control': 'no-cache' } };

export function createSources(c: Caller, env: SourceBindings): Sources {
  return {
    async products(after) {
      const page = await call(c, env.PRODUCT, productPaths.page(after), ProductPage, {
        within: pageTimeoutMs,
      });
      return map(page, ({ products, next }) => ({ rows: products, next }));
    },
    async prices(after) {
      const page = await call(c, env.PRICING, pricingPaths.page(after), PricePage, { within: pageTimeoutMs });
      return map(page, ({ prices, next }) => ({ rows: prices, next }));
    },
    async ratings(after) {
      const page = await call(c, env.REVIEW, reviewPaths.page(after), RatingPage, { within: pageTimeoutMs });
      return map(page, ({ ratings, next }) => ({ rows: ratings, next }));
    },
    async categories() {
      const tree = await call(c, env.CATEGORY, categoryPaths.tree, CategoryTree, { within: pageTimeoutMs });
      return map(tree, ({ categories }) => categories);
    },
    async product(id) {
      return map(
        await call(c, env.PRODUCT, productPaths.batch([id]), ProductBatch),
        ({ products }) => products,
      );
    },
    async price(productId) {
      const path = pricingPaths.ofProducts([productId]);
      return map(await call(c, env.PRICING, path, PriceBatch, uncached), ({ prices }) => prices);
    },
    async rating(productId) {
      const path = reviewPaths.ofProducts([productId]);
      return map(await call(c, env.REVIEW, path, RatingBatch), ({ ratings }) => ratings);
    },
  };
}

function map<From, To>(result: Result<From>, to: (value: From) => To): Result<To> {
  return result.ok ? { ok: true, value: to(result.value) } : result;
}
