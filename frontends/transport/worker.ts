import build from 'jogakbo:build';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { ArrivalView, paths } from '@jogakbo/transport-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { Arrival } from './arrival.tsx';
import { toSharing } from './to-sharing.ts';

const arrival = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 60 },
  refreshOn: ['product:item-selected'],
  async render(c, { product, item }) {
    const view = await call(c, c.env.BFF, paths.arrival(product, item), ArrivalView);
    if (!view.ok) return toFailureAnswer(view);
    const html = renderStatic(() => Arrival({ language: c.var.language, arrival: view.value }));
    // Without an item the tag is the product's, so an event about any of its items expires the copy.
    return { html, tags: [cacheTags.stock(item ?? product)], sharing: toSharing(view.value) };
  },
});

export default createFrontend({ slice: 'transport', build, fragments: { arrival } });
