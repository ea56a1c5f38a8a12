import { Cart, paths as cartPaths } from '@jogakbo/cart-service/contract';
import { adoptionPath } from '@jogakbo/contracts/identity';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { type Stock, StockBatch, paths as stockPaths } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { ItemBatch, Product, paths as productPaths } from '@jogakbo/product-service/contract';
import type { Context } from 'hono';
import { toCartView } from './cart-view.ts';
import { AddInput, BuyBoxQuery, type BuyBoxView, ChangeInput } from './contract.ts';

type Bindings = { CART: Binding; PRODUCT: Binding; PRICING: Binding; INVENTORY: Binding };
type CartContext = Context<EdgeEnv<Bindings>>;

/** Milliseconds after which stock counts as not known. */
const stockPatience = 300;

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
  const product = await call(c, c.env.PRODUCT, productPaths.product(c.req.param('id')), Product);
  return product.ok ? c.json({ itemId: product.value.itemId }) : passFailure(c, product);
});

app.get('/buy-box', validate('query', BuyBoxQuery), async (c) => {
  const { product, item } = c.req.valid('query');
  const [stocks, first] = await Promise.all([
    readStocks(c, item ? stockPaths.ofItems([item]) : stockPaths.ofProducts([product])),
    item ? undefined : call(c, c.env.PRODUCT, productPaths.product(product), Product),
  ]);
  if (first && !first.ok) return passFailure(c, first);
  const itemId = item ?? (first?.value.itemId as string);
  return c.json({ itemId, soldOut: isSoldOut(stocks, itemId) } satisfies BuyBoxView);
});

app.post('/items', validate('json', AddInput), async (c) => {
  const line = c.req.valid('json');
  const [items, stocks] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.items([line.itemId]), ItemBatch),
    readStocks(c, stockPaths.ofItems([line.itemId])),
  ]);
  if (!items.ok) return passFailure(c, items);
  if (items.value.items[0]?.productId !== line.productId) {
    return problem(c, 422, {
      reason: 'no-such-item',
      errors: [{ field: 'itemId', message: 'is no item of this product' }],
    });
  }
  if (isSoldOut(stocks, line.itemId)) return problem(c, 409, { reason: 'sold-out' });
  const key = c.req.header('idempotency-key');
  const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
  return answer(
    c,
    await call(c, c.env.CART, cartPaths.items, Cart, {
      method: 'POST',
      body: line,
      headers,
      identified: true,
    }),
  );
});

app.put('/items/:itemId', validate('json', ChangeInput), async (c) => {
  const change = { method: 'PUT', body: c.req.valid('json'), identified: true } as const;
  return answer(c, await call(c, c.env.CART, cartPaths.item(c.req.param('itemId') as string), Cart, change));
});

// The service takes over a visitor's cart at the first request that names the member too.
app.post(adoptionPath, async (c) => {
  const cart = await readCart(c);
  return cart.ok ? c.json({}) : passFailure(c, cart);
});

addOpenApi(app, 'cart');

export default app;

/** Someone unknown never added anything, and has an empty cart. */
async function readCart(c: CartContext): Promise<Result<Cart>> {
  if (!c.var.identity) return { ok: true, value: { lines: [] } };
  return call(c, c.env.CART, cartPaths.cart, Cart, { identified: true });
}

async function describe(c: CartContext, cart: Cart) {
  const ids = cart.lines.map(({ itemId }) => itemId);
  if (ids.length === 0) return toCartView(cart, { items: [], prices: [], stocks: [] });
  const [items, prices, stocks] = await Promise.all([
    call(c, c.env.PRODUCT, productPaths.items(ids), ItemBatch),
    call(c, c.env.PRICING, pricePaths.ofItems(ids), PriceBatch),
    readStocks(c, stockPaths.ofItems(ids)),
  ]);
  return toCartView(cart, {
    items: items.ok ? items.value.items : [],
    prices: prices.ok ? prices.value.prices : [],
    stocks,
  });
}

/** What is known of the stock soon enough. Nobody is kept from buying by what is not. */
async function readStocks(c: CartContext, path: string): Promise<Stock[]> {
  const batch = await call(c, c.env.INVENTORY, path, StockBatch, { within: stockPatience });
  return batch.ok ? batch.value.stocks : [];
}

function isSoldOut(stocks: Stock[], item: string): boolean {
  return stocks.some(({ itemId, level }) => itemId === item && level === 'out');
}

function answer(c: CartContext, cart: Result<Cart>): Response {
  return cart.ok ? c.json({ count: cart.value.lines.length }) : passFailure(c, cart);
}
