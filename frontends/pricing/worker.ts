import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { PriceView, paths } from '@jogakbo/pricing-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Price } from './price.tsx';

const price = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 30, staleWhileRevalidate: 300, staleIfError: 86_400 },
  refreshOn: ['product:item-selected'],
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.price(product, item), PriceView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Price({ language: c.var.language, price: view.value }));
    // The badges beside the price come from the product.
    return { html, tags: [cacheTags.price(product), cacheTags.product(product)] };
  },
});

export default createFrontend({ slice: 'pricing', build, fragments: { price } });
