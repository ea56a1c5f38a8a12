import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import type { Language } from '@jogakbo/contracts/language';
import { Origin } from '@jogakbo/contracts/origin';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, type Fragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import {
  HeadView,
  OptionsView,
  type ProductHints,
  ProductView,
  paths,
  ShelfName,
  ShelfView,
} from '@jogakbo/product-bff/contract';
import { toItemList } from '@jogakbo/ui/item-list';
import { renderIsland, renderStatic } from '@jogakbo/ui/render';
import type { JSX } from 'solid-js';
import * as v from 'valibot';
import { Attributes } from './attributes.tsx';
import { Gallery } from './gallery.tsx';
import { Options } from './options.tsx';
import { Shelf } from './shelf.tsx';
import { Title } from './title.tsx';
import { toHead } from './to-head.ts';

const params = v.object({ product: ProductId, item: v.optional(ItemId) });
const sharing = { maxAge: 60, staleWhileRevalidate: 600, staleIfError: 86_400 };
/** Options show which items are sold out, so their copies expire as soon as those of stock. */
const optionSharing = { ...sharing, maxAge: 5, staleWhileRevalidate: 30 };
/** An answer with a gap is fetched again after a second. */
const incomplete = { maxAge: 1 };

const head = defineFragment({
  params: v.object({ ...params.entries, origin: Origin }),
  sharing,
  async render(c, { product, item, origin }) {
    const view = await call(c, c.env.BFF, paths.head(product, item), HeadView);
    if (!view.ok) return toFailureAnswer(view);
    const html = toHead(view.value, c.var.language, origin);
    const { price, rating, stock } = view.value;
    const complete = price !== null && rating !== null && stock !== null;
    return {
      html,
      // The structured data contains price, rating and stock.
      tags: [...cacheTags.cards([product]), cacheTags.stock(product)],
      sharing: complete ? {} : { ...incomplete, staleWhileRevalidate: 0, staleIfError: 0 },
    };
  },
});

const options = defineFragment({
  params,
  sharing: optionSharing,
  island: true,
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.options(product, item), OptionsView);
    if (!view.ok) return toFailureAnswer(view);
    const { id, optionName, options, item: chosen, soldOut } = view.value;
    const { language } = c.var;
    const props = { language, productId: id, optionName, options, item: chosen, soldOut };
    const tags = [cacheTags.product(id), cacheTags.stock(id)];
    return { html: renderIsland('options', Options, props), tags };
  },
});

/** Cards are up to 660 s old, so a promise may have passed its cut-off. While no shelf can be read, they are up to a day old. */
const shelf = defineFragment({
  params: v.object({ shelf: ShelfName, origin: Origin }),
  sharing,
  async render(c, { shelf, origin }) {
    const view = await call(c, c.env.BFF, paths.shelf(shelf), ShelfView);
    if (!view.ok) return toFailureAnswer(view);
    const { cards, complete } = view.value;
    if (cards.length === 0) return null;
    const html =
      renderStatic(() => Shelf({ language: c.var.language, shelf, cards })) + toItemList(cards, origin);
    const tags = cacheTags.cards(cards.map(({ productId }) => productId));
    return { html, tags, sharing: complete ? {} : incomplete };
  },
});

export default createFrontend({
  slice: 'product',
  build,
  fragments: {
    head,
    options,
    shelf,
    title: ofProduct(Title, {
      hints: ({ id, itemId, category, badges }) => ({ id, itemId, category, badges }),
    }),
    gallery: ofProduct(Gallery),
    attributes: ofProduct(Attributes, { refreshOn: ['product:item-selected'] }),
  },
});

type View = (props: { product: ProductView; language: Language }) => JSX.Element;

type Extras = { refreshOn?: string[]; hints?: (product: ProductView) => ProductHints };

/** A fragment about the product that needs no script. */
function ofProduct(view: View, { refreshOn = [], hints }: Extras = {}): Fragment {
  return defineFragment({
    params,
    sharing,
    refreshOn,
    async render(c, { product, item }) {
      const found = await call(c, c.env.BFF, paths.product(product, item), ProductView);
      if (!found.ok) return toFailureAnswer(found);
      const html = renderStatic(() => view({ product: found.value, language: c.var.language }));
      return { html, tags: [cacheTags.product(product)], ...(hints && { hints: hints(found.value) }) };
    },
  });
}
