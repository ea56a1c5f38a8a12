import { readFacts } from '@jogakbo/cards/read-facts';
import { Cart, paths as cartPaths, maxQuantity } from '@jogakbo/cart-service/contract';
import { adoptionPath } from '@jogakbo/contracts/identity';
import { ItemId } from '@jogakbo/contracts/ids';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { call, type Result } from '@jogakbo/edge/call';
import { createApp } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { paths as inventoryPaths, type Stock, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { ItemBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import * as v from 'valibot';
import { toCartView } from './cart-view.ts';
import { type Bindings, type CartContext, change, notReached, tooFew } from './change-cart.ts';
import { AddInput, BuyBoxQuery, type BuyBoxView, ChangeInput, RemovalInput } from './contract.ts';
import { publicRoutes } from './public-routes.ts';

/** After this time the stock counts as unknown. */
const stockTimeoutMs = 300;
/** The cart shows titles, prices and stocks that are at most this old, as on a product page. A checkout reads them again. */
const copyAgeMs = 3_000;

const app = createApp<Bindings>('cart-bff');

app.get('/count', async (c) => {
  const cart = await readCart(c);
  return cart.ok ? c.json({ count: cart.value.lines.length }) : passFailure(c, cart);
});

app.get('/cart', async (c) => {
  const cart = await readCart(c);
  return cart.ok ? c.json(await describe(c, cart.value)) : passFailure(c, cart);
});

app.get('/products/:id/default-item', async (c) => {
  const product = await readFacts(c, c.env.PRODUCT, c.req.param('id'));
  return product.ok ? c.json({ itemId: product.value.itemId }) : passFailure(c, product);
});

app.get('/buy-box', validate('query', BuyBoxQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const [stocks, first] = await Promise.all([
    readStocks(c, inventoryPaths.ofProducts([product])),
    item ? undefined : readFacts(c, c.env.PRODUCT, product),
  ]);
  if (first && !first.ok) return passFailure(c, first);
  const itemId = item ?? (first?.value.itemId as string);
  const stock = stocks.find((each) => each.itemId === itemId);
  return c.json({
    itemId,
    soldOut: stock?.level === 'out',
    most: stock ? Math.min(stock.available, maxQuantity) : null,
    low: stock?.level === 'low',
  } satisfies BuyBoxView);
});

app.post('/items', validate('json', AddInput), async (c) => {
  const line = c.req.valid('json');
  const [items, stocks] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.items([line.itemId]), ItemBatch),
    readStocks(c, inventoryPaths.ofItems([line.itemId])),
  ]);
  if (!items.ok) return notReached(c, items);
  if (items.value.items[0]?.productId !== line.productId) {
    return problem(c, 422, {
      reason: 'no-such-item',
      errors: [{ field: 'itemId', message: 'is no item of this product' }],
    });
  }
  const most = mostOf(stocks, line.itemId);
  // A request with a key may be a repeated one that succeeded while there was stock. The cart service knows.
  if (most === 0 && !c.req.header('idempotency-key')) return tooFew(c, most);
  const body = { ...line, ...(most === undefined ? {} : { most }) };
  return change(c, cartPaths.items, { method: 'POST', body }, most);
});

app.put(
  '/items/:itemId',
  validate('param', v.object({ itemId: ItemId })),
  validate('json', ChangeInput),
  async (c) => {
    const { itemId } = c.req.valid('param');
    const body = c.req.valid('json');
    const stocks = body.quantity > 0 ? await readStocks(c, inventoryPaths.ofItems([itemId])) : [];
    const most = mostOf(stocks, itemId);
    if (most !== undefined && body.quantity > most) return tooFew(c, most);
    return change(c, cartPaths.item(itemId), { method: 'PUT', body });
  },
);

app.post('/removals', validate('json', RemovalInput), (c) =>
  change(c, cartPaths.removals, { method: 'POST', body: c.req.valid('json') }),
);

app.delete('/remainder', (c) => change(c, cartPaths.remainder, { method: 'DELETE' }));

// The service moves a visitor's cart to the member at the first request that names both.
app.post(adoptionPath, async (c) => {
  const cart = await call(c, c.env.CART, cartPaths.cartToOrder, Cart, { identified: true });
  return cart.ok ? c.json({}) : passFailure(c, cart);
});

addPublicRoutes(app, 'cart', publicRoutes);
addOpenApi(app, 'cart');

export default app;

/** A caller without an identity has never added anything, so the cart is empty. */
async function readCart(c: CartContext): Promise<Result<Cart>> {
  if (!c.var.identity) return { ok: true, value: { lines: [], remainder: [] } };
  return call(c, c.env.CART, cartPaths.cart, Cart, { identified: true });
}

async function describe(c: CartContext, cart: Cart) {
  const ids = cart.lines.map(({ itemId }) => itemId);
  const remainder = cart.remainder.map(({ itemId }) => itemId);
  const copied = { copy: copyAgeMs };
  const [items, prices, stocks, others] = await Promise.all([
    ids.length > 0 ? call(c, c.env.PRODUCT, productPaths.items(ids), ItemBatch, copied) : undefined,
    ids.length > 0 ? call(c, c.env.PRICING, pricingPaths.ofItems(ids), PriceBatch, copied) : undefined,
    ids.length > 0 ? readStocks(c, inventoryPaths.ofItems(ids), copied) : [],
    remainder.length > 0
      ? call(c, c.env.PRODUCT, productPaths.items(remainder), ItemBatch, copied)
      : undefined,
  ]);
  const labels = [items, others].flatMap((batch) => (batch?.ok ? batch.value.items : []));
  return toCartView(cart, { items: labels, prices: prices?.ok ? prices.value.prices : [], stocks });
}

/** Reads stock, or nothing if it takes too long. Unknown stock never keeps a shopper from buying. */
async function readStocks(c: CartContext, path: string, options: { copy?: number } = {}): Promise<Stock[]> {
  const batch = await call(c, c.env.INVENTORY, path, StockBatch, { within: stockTimeoutMs, ...options });
  return batch.ok ? batch.value.stocks : [];
}

/** The number of pieces of an item, or undefined if it is not known. */
function mostOf(stocks: Stock[], item: string): number | undefined {
  return stocks.find(({ itemId }) => itemId === item)?.available;
}
