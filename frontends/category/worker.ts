import build from 'jogakbo:build';
import {
  BreadcrumbView,
  HeadView,
  ListView,
  Near,
  Page,
  paths,
  Slug,
  Sort,
  TreeView,
} from '@jogakbo/category-bff/contract';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ProductId } from '@jogakbo/contracts/ids';
import { Origin } from '@jogakbo/contracts/origin';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { toItemList } from '@jogakbo/ui/item-list';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Breadcrumb } from './breadcrumb.tsx';
import { Head } from './head.tsx';
import { List } from './list.tsx';
import { Menu } from './menu.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { toHref } from './to-href.ts';

const treeSharing = { maxAge: 300, staleWhileRevalidate: 3_600, staleIfError: 86_400 };
/** Cards are up to 330 s old, so a promise may have passed its cut-off. While no list can be read, they are up to a day old. */
const listSharing = { maxAge: 30, staleWhileRevalidate: 300, staleIfError: 86_400 };

/** A list with a gap is fetched again after a second and shown until then. */
const incomplete = { maxAge: 1 };

const menu = defineFragment({
  params: v.object({}),
  sharing: treeSharing,
  async render(c) {
    const tree = await call(c, c.env.BFF, paths.tree, TreeView);
    if (!tree.ok) return toFailureAnswer(tree);
    return renderStatic(() => Menu({ language: c.var.language, ...tree.value }));
  },
});

const shortcuts = defineFragment({
  params: v.object({}),
  sharing: treeSharing,
  async render(c) {
    const tree = await call(c, c.env.BFF, paths.tree, TreeView);
    if (!tree.ok) return toFailureAnswer(tree);
    return renderStatic(() => Shortcuts({ language: c.var.language, ...tree.value }));
  },
});

/** An empty or malformed parameter counts as missing, so that a page can blank out a parameter that only the query has. */
const breadcrumb = defineFragment({
  params: v.object({
    product: v.fallback(v.optional(ProductId), undefined),
    category: v.fallback(v.optional(Slug), undefined),
  }),
  sharing: treeSharing,
  async render(c, { product, category }) {
    const of = product ? { product } : category ? { slug: category } : undefined;
    if (!of) return { status: 404 };
    const view = await call(c, c.env.BFF, paths.breadcrumb(of), BreadcrumbView);
    if (!view.ok) return toFailureAnswer(view);
    const props = { language: c.var.language, current: !product, ...view.value };
    const html = renderStatic(() => Breadcrumb(props));
    return { html, tags: product ? [cacheTags.product(product)] : [] };
  },
});

const list = defineFragment({
  params: v.object({ category: Slug, sort: Sort, page: Page, near: Near, origin: Origin }),
  sharing: listSharing,
  async render(c, { category, sort, page, near, origin }) {
    const view = await call(c, c.env.BFF, paths.list(category, sort, page, near), ListView);
    if (!view.ok) return toFailureAnswer(view);
    const html =
      renderStatic(() => List({ language: c.var.language, list: view.value })) +
      toItemList(view.value.cards, origin);
    const tags = cacheTags.cards(view.value.cards.map(({ productId }) => productId));
    return { html, tags, sharing: view.value.complete ? {} : incomplete };
  },
});

const head = defineFragment({
  params: v.object({ category: Slug, page: Page }),
  sharing: listSharing,
  async render(c, { category, page }) {
    const view = await call(c, c.env.BFF, paths.head(category, page), HeadView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Head({ language: c.var.language, view: view.value }));
    return { html, place: toHref(category, { page: view.value.page }) };
  },
});

export default createFrontend({
  slice: 'category',
  build,
  fragments: { menu, shortcuts, breadcrumb, list, head },
});
