import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { paths, StockView } from '@jogakbo/inventory-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Stock } from './stock.tsx';

const stock = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 5, staleWhileRevalidate: 30, staleIfError: 60 },
  refreshOn: ['product:item-selected'],
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.stock(product, item), StockView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Stock({ language: c.var.language, stock: view.value }));
    return { html, tags: [cacheTags.stock(view.value.itemId)] };
  },
});

export default createFrontend({ slice: 'inventory', build, fragments: { stock } });
