import build from 'jogakbo:build';
import { BuyBoxView, CartView, CountView, paths } from '@jogakbo/cart-bff/contract';
import { cacheTags } from '@jogakbo/contracts/cache-tags';
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

/** After this time the buy box of a known item is shown without its stock. */
const buyBoxTimeoutMs = 500;

const emptyCart: CartView = {
  count: 0,
  lines: [],
  total: 0,
  saved: 0,
  priced: true,
  orderable: true,
  remainder: [],
};
const unknownStock = { soldOut: false, most: null, low: false };

const addToCart = defineFragment({
  params: v.object({ product: ProductId, item: v.optional(ItemId) }),
  sharing: { maxAge: 5, staleWhileRevalidate: 30, staleIfError: 86_400 },
  island: true,
  async render(c, { product, item }) {
    const within = item ? { within: buyBoxTimeoutMs } : {};
    const view = await call(c, c.env.BFF, paths.buyBox(product, item), BuyBoxView, within);
    if (!view.ok && !item) return toFailureAnswer(view);
    const { itemId, ...stock } = view.ok ? view.value : { itemId: item as string, ...unknownStock };
    const { language } = c.var;
    const html = renderAddToCart({ language, productId: product, itemId, quantity: '1', ...stock });
    return { html, tags: [cacheTags.stock(itemId)] };
  },
});

const miniCart = defineFragment({
  // A page without a buy box asks for none of its key.
  params: v.object({ key: v.fallback(v.optional(v.literal('none')), undefined) }),
  anonymous: { maxAge: 3_600, staleWhileRevalidate: 86_400 },
  privateSeconds: 3,
  refreshOn: ['cart:updated'],
  async render(c, { key }) {
    const { language, identity } = c.var;
    const pageKey = key === 'none' ? undefined : crypto.randomUUID();
    if (!identity) return renderStatic(() => MiniCart({ language, count: 0, pageKey }));
    const count = await call(c, c.env.BFF, paths.count, CountView, { identified: true });
    if (!count.ok) return toFailureAnswer(count);
    const html = renderStatic(() => MiniCart({ language, count: count.value.count, pageKey }));
    // Each page has a key of its own.
    return pageKey ? { html, privateSeconds: 0 } : html;
  },
});

const lines = defineFragment({
  params: v.object({
    selected: v.fallback(v.optional(v.literal('all')), undefined),
    notice: v.fallback(v.optional(v.literal('repeated')), undefined),
  }),
  // All guests without a cart see the same empty one.
  anonymous: { maxAge: 3_600, staleWhileRevalidate: 86_400 },
  async render(c, { selected, notice }) {
    const { language, identity } = c.var;
    const page = { language, pageKey: crypto.randomUUID(), repeated: notice !== undefined };
    if (!identity) return renderStatic(() => Lines({ ...page, cart: emptyCart }));
    const cart = await call(c, c.env.BFF, paths.cart, CartView, { identified: true });
    if (!cart.ok) return toFailureAnswer(cart);
    const all = selected !== undefined;
    return renderStatic(() => Lines({ ...page, cart: cart.value, selected: all }));
  },
});

const app = createFrontend({
  slice: 'cart',
  build,
  fragments: { 'add-to-cart': addToCart, 'mini-cart': miniCart, lines },
});

addActions(app);

export default app;
