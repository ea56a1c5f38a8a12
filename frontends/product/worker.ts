import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, type Fragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { HeadView, ProductView, paths } from '@jogakbo/product-bff/contract';
import { renderIsland, renderStatic } from '@jogakbo/ui/render';
import build from 'jogakbo:build';
import type { JSX } from 'solid-js';
import * as v from 'valibot';
import { Attributes } from './attributes.tsx';
import { Gallery } from './gallery.tsx';
import { Options } from './options.tsx';
import { Title } from './title.tsx';
import { toHead } from './to-head.ts';

const params = v.object({ product: ProductId, item: v.optional(ItemId) });
const sharing = { maxAge: 60, staleWhileRevalidate: 600, staleIfError: 86_400 };

const head = defineFragment({
  params,
  sharing,
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.head(product, item), HeadView);
    if (!view.ok) return toFailureAnswer(view);
    const html = toHead(view.value, c.var.language, 'https://jogakbo.example');
    const complete = view.value.price !== null && view.value.rating !== null;
    return complete ? html : { html, sharing: { maxAge: 1 } };
  },
});

const options = defineFragment({
  params,
  sharing,
  island: true,
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.product(product, item), ProductView);
    if (!view.ok) return toFailureAnswer(view);
    const { id, optionName, options, item: chosen } = view.value;
    return renderIsland('options', Options, { productId: id, optionName, options, item: chosen });
  },
});

export default createFrontend({
  slice: 'product',
  build,
  fragments: {
    head,
    options,
    title: ofProduct(({ product }) => Title({ product })),
    gallery: ofProduct(({ product }) => Gallery({ product })),
    attributes: ofProduct(Attributes, ['product:item-selected']),
  },
});

type View = (props: { product: ProductView; language: 'ko' | 'en' }) => JSX.Element;

/** A fragment that shows something of the product and needs no script. */
function ofProduct(view: View, refreshOn: string[] = []): Fragment {
  return defineFragment({
    params,
    sharing,
    refreshOn,
    async render(c, { product, item }) {
      const found = await call(c, c.env.BFF, paths.product(product, item), ProductView);
      if (!found.ok) return toFailureAnswer(found);
      return renderStatic(() => view({ product: found.value, language: c.var.language }));
    },
  });
}
