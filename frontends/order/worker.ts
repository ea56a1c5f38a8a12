import build from 'jogakbo:build';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment } from '@jogakbo/edge/fragment';
import * as v from 'valibot';

const buyNow = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 60 },
  render: async () => null,
});

export default createFrontend({ slice: 'order', build, fragments: { 'buy-now': buyNow } });
