import { type CardOwners, readCards } from '@jogakbo/cards/read-cards';
import { readFacts } from '@jogakbo/cards/read-facts';
import { CategoryTree, paths as categoryPaths } from '@jogakbo/category-service/contract';
import { type SitemapPart, SitemapQuery } from '@jogakbo/contracts/sitemap';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { answerUnavailable, passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import type { Context } from 'hono';
import { createCategoryTree, type Tree } from './category-tree.ts';
import {
  BreadcrumbQuery,
  HeadQuery,
  type HeadView,
  ListQuery,
  type ListView,
  TreeQuery,
} from './contract.ts';
import { publicRoutes } from './public-routes.ts';
import { readListing } from './read-listing.ts';

type Bindings = CardOwners & { CATEGORY: Binding; SEARCH: Binding };
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
    readListing(c, c.env.SEARCH, { category: slug, page: 1 }),
  ]);
  if (!tree.ok) return passFailure(c, tree);
  const path = tree.value.pathTo(slug);
  if (!path) return problem(c, 404);
  if (!listing.ok) return answerUnavailable(c, listing);
  const { pages, total } = listing.value;
  return c.json({ path, page: Math.min(page, pages), pages, total } satisfies HeadView);
});

app.get('/list', validate('query', ListQuery), async (c) => {
  const { slug, sort, page, near } = c.req.valid('query');
  const [tree, listing] = await Promise.all([
    readTree(c),
    readListing(c, c.env.SEARCH, { category: slug, sort, page, near }),
  ]);
  if (!tree.ok) return passFailure(c, tree);
  const path = tree.value.pathTo(slug);
  if (!path) return problem(c, 404);
  if (!listing.ok) return answerUnavailable(c, listing);
  const { ids, ...shown } = listing.value;
  const cards = await readCards(c, { owners: c.env, list: ids });
  if (!cards.ok) return answerUnavailable(c, cards);
  const children = tree.value.childrenOf(slug);
  return c.json({ path, children, sort, ...shown, ...cards.value } satisfies ListView);
});

app.get('/sitemap', validate('query', SitemapQuery), async (c) => {
  const all = await call(c, c.env.CATEGORY, categoryPaths.tree, CategoryTree);
  if (!all.ok) return passFailure(c, all);
  const { part } = c.req.valid('query');
  const paths = part === 1 ? all.value.categories.map(({ slug }) => `/categories/${slug}`) : [];
  return c.json({ parts: 1, paths } satisfies SitemapPart);
});

addPublicRoutes(app, 'category', publicRoutes);
addOpenApi(app, 'category');

export default app;

async function readTree(c: CategoryContext): Promise<Result<Tree>> {
  const all = await call(c, c.env.CATEGORY, categoryPaths.tree, CategoryTree);
  return all.ok ? { ok: true, value: createCategoryTree(all.value.categories, c.var.language) } : all;
}

async function readCategoryOf(c: CategoryContext, product: string): Promise<Result<string>> {
  const facts = await readFacts(c, c.env.PRODUCT, product);
  return facts.ok ? { ok: true, value: facts.value.category } : facts;
}
