import build from 'jogakbo:build';
import { CartView, CountView, DefaultItemView, paths } from '@jogakbo/cart-bff/contract';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { renderIsland, renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { addActions } from './actions.ts';
import { AddToCart } from './add-to-cart.tsx';
import { Lines } from './lines.tsx';
import { MiniCart } from './mini-cart.tsx';

const addToCart = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 300, staleWhileRevalidate: 3_600, staleIfError: 86_400 },
  island: true,
  async render(c, { product, item }) {
    const { language } = c.var;
    if (item)
      return renderIsland('add-to-cart', AddToCart, {
        language,
        productId: product,
        itemId: item,
        quantity: '1',
      });
    const first = await call(c, c.env.BFF, paths.defaultItem(product), DefaultItemView);
    if (!first.ok) return toFailureAnswer(first);
    return renderIsland('add-to-cart', AddToCart, {
      language,
      productId: product,
      itemId: first.value.itemId,
      quantity: '1',
    });
  },
});

const miniCart = defineFragment({
  params: v.object({}),
  anonymous: { maxAge: 3_600, staleWhileRevalidate: 86_400 },
  refreshOn: ['cart:updated'],
  async render(c) {
    const count = await call(c, c.env.BFF, paths.count, CountView, { identified: true });
    if (!count.ok) return toFailureAnswer(count);
    return renderStatic(() => MiniCart({ language: c.var.language, count: count.value.count }));
  },
});

const lines = defineFragment({
  params: v.object({}),
  async render(c) {
    const cart = await call(c, c.env.BFF, paths.cart, CartView, { identified: true });
    if (!cart.ok) return toFailureAnswer(cart);
    return renderStatic(() => Lines({ language: c.var.language, cart: cart.value }));
  },
});

const app = createFrontend({
  slice: 'cart',
  build,
  fragments: { 'add-to-cart': addToCart, 'mini-cart': miniCart, lines },
});

addActions(app);

export default app;
