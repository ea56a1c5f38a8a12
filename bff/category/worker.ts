import { CategoryTree as AllCategories, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call, type Failure, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import type { Context } from 'hono';
import { type CategoryTree, createCategoryTree } from './category-tree.ts';
import {
  BreadcrumbQuery,
  HeadQuery,
  type HeadView,
  ListQuery,
  type ListView,
  TreeQuery,
} from './contract.ts';
import { readListing } from './read-listing.ts';
import { toCards } from './to-cards.ts';

type Bindings = { CATEGORY: Binding; SEARCH: Binding; PRODUCT: Binding; PRICING: Binding; REVIEW: Binding };
type CategoryContext = Context<EdgeEnv<Bindings>>;

const app = createApp<Bindings>('category-bff');

app.get('/tree', validate('query', TreeQuery), async (c) => {
  const tree = await readTree(c);
  return tree.ok ? c.json(tree.value.toView()) : passFailure(c, tree);
});

app.get('/breadcrumb', validate('query', BreadcrumbQuery), async (c) => {
  const { product, slug } = c.req.valid('query');
  const [tree, category] = await Promise.all([
    readTree(c),
    product ? readCategoryOf(c, product) : ({ ok: true, value: slug ?? '' } as const),
  ]);
  if (!tree.ok) return passFailure(c, tree);
  if (!category.ok) return passFailure(c, category);
  const path = tree.value.pathTo(category.value);
  return path ? c.json({ path }) : problem(c, 404);
});

app.get('/head', validate('query', HeadQuery), async (c) => {
  const { slug, page } = c.req.valid('query');
  const [tree, listing] = await Promise.all([
    readTree(c),
    readListing(c, c.env.SEARCH, { category: slug, page }),
  ]);
  if (!tree.ok) return passFailure(c, tree);
  const path = tree.value.pathTo(slug);
  if (!path) return problem(c, 404);
  if (!listing.ok) return unavailable(c, listing);
  const { ids: _, ...shown } = listing.value;
  return c.json({ path, ...shown } satisfies HeadView);
});

app.get('/list', validate('query', ListQuery), async (c) => {
  const { slug, sort, page } = c.req.valid('query');
  const [tree, listing] = await Promise.all([
    readTree(c),
    readListing(c, c.env.SEARCH, { category: slug, sort, page }),
  ]);
  if (!tree.ok) return passFailure(c, tree);
  const path = tree.value.pathTo(slug);
  if (!path) return problem(c, 404);
  if (!listing.ok) return unavailable(c, listing);
  const { ids, ...shown } = listing.value;
  const cards = await readCards(c, ids);
  if (!cards.ok) return unavailable(c, cards);
  const children = tree.value.childrenOf(slug);
  return c.json({ path, children, sort, ...shown, ...cards.value } satisfies ListView);
});

addOpenApi(app, 'category');

export default app;

async function readTree(c: CategoryContext): Promise<Result<CategoryTree>> {
  const all = await call(c, c.env.CATEGORY, categoryPaths.tree, AllCategories);
  return all.ok ? { ok: true, value: createCategoryTree(all.value.categories, c.var.language) } : all;
}

async function readCategoryOf(c: CategoryContext, product: string): Promise<Result<string>> {
  const batch = await call(c, c.env.PRODUCT, productPaths.batch([product]), ProductBatch);
  if (!batch.ok) return batch;
  const found = batch.value.products[0];
  return found ? { ok: true, value: found.category } : { ok: false, reason: 'not-found', status: 404 };
}

type ListingIds = { productId: string; itemId: string }[];

/** The team that owns a thing's name must answer; prices and ratings may be missing. */
async function readCards(
  c: CategoryContext,
  ids: ListingIds,
): Promise<Result<Pick<ListView, 'cards' | 'complete'>>> {
  if (ids.length === 0) return { ok: true, value: { cards: [], complete: true } };
  const productIds = ids.map(({ productId }) => productId);
  const itemIds = ids.map(({ itemId }) => itemId);
  const [products, prices, ratings] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.batch(productIds), ProductBatch),
    call(c, c.env.PRICING, pricePaths.ofItems(itemIds), PriceBatch, embellishing),
    call(c, c.env.REVIEW, reviewPaths.ofProducts(productIds), RatingBatch, embellishing),
  ]);
  if (!products.ok) return products;
  const cards = toCards(
    ids,
    products.value.products,
    prices.ok ? prices.value.prices : [],
    ratings.ok ? ratings.value.ratings : [],
  );
  return { ok: true, value: { cards, complete: prices.ok && ratings.ok } };
}

/** Well below a page's deadline, so that a list does without what hangs. */
const embellishing = { within: 800 };

/** Whatever another team answers about a category that exists, the list is not there now; it is never "not found". */
function unavailable(c: CategoryContext, failure: Failure): Response {
  return problem(c, failure.reason === 'timeout' ? 504 : 503);
}
