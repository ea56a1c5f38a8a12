import build from 'jogakbo:build';
import { BuyBoxView, CartView, CountView, paths } from '@jogakbo/cart-bff/contract';
import { ItemId, ProductId } from '@jogakbo/contracts/ids';
import { call } from '@jogakbo/edge/call';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment, toFailureAnswer } from '@jogakbo/edge/fragment';
import { renderStatic } from '@jogakbo/ui/render';
import * as v from 'valibot';
import { addActions } from './actions.ts';
import { Lines } from './lines.tsx';
import { MiniCart } from './mini-cart.tsx';
import { renderAddToCart } from './render-add-to-cart.ts';

/** Milliseconds after which the buy box of a known item goes without its stock. */
const buyBoxPatience = 500;
const sharing = { maxAge: 5, staleWhileRevalidate: 30, staleIfError: 86_400 };

const emptyCart: CartView = { count: 0, lines: [], total: 0, saved: 0, priced: true };

const addToCart = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing,
  island: true,
  async render(c, { product, item }) {
    const within = item ? { within: buyBoxPatience } : {};
    const view = await call(c, c.env.BFF, paths.buyBox(product, item), BuyBoxView, within);
    if (!view.ok && !item) return toFailureAnswer(view);
    const { itemId, soldOut } = view.ok ? view.value : { itemId: item as string, soldOut: false };
    const { language } = c.var;
    const html = renderAddToCart({ language, productId: product, itemId, quantity: '1', soldOut });
    return { html, sharing: { ...sharing, tags: [`stock-${itemId}`] } };
  },
});

const miniCart = defineFragment({
  params: v.object({}),
  anonymous: { maxAge: 3_600, staleWhileRevalidate: 86_400 },
  refreshOn: ['cart:updated'],
  async render(c) {
    const { language, identity } = c.var;
    if (!identity) return renderStatic(() => MiniCart({ language, count: 0 }));
    const count = await call(c, c.env.BFF, paths.count, CountView, { identified: true });
    if (!count.ok) return toFailureAnswer(count);
    return renderStatic(() => MiniCart({ language, count: count.value.count }));
  },
});

const lines = defineFragment({
  params: v.object({}),
  async render(c) {
    const { language, identity } = c.var;
    if (!identity) return renderStatic(() => Lines({ language, cart: emptyCart }));
    const cart = await call(c, c.env.BFF, paths.cart, CartView, { identified: true });
    if (!cart.ok) return toFailureAnswer(cart);
    return renderStatic(() => Lines({ language, cart: cart.value }));
  },
});

const app = createFrontend({
  slice: 'cart',
  build,
  fragments: { 'add-to-cart': addToCart, 'mini-cart': miniCart, lines },
});

addActions(app);

export default app;
