import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { type Binding, call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { validate } from '@jogakbo/edge/validate';
import { PriceBatch, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import { Product, paths as productPaths } from '@jogakbo/product-service/contract';
import type { Context } from 'hono';
import { type HeadView, ItemQuery, type ProductView } from './contract.ts';
import { drawPicture } from './draw-picture.ts';

type Bindings = { PRODUCT: Binding; PRICING: Binding; REVIEW: Binding };

/** Milliseconds after which structured data goes out without offer or rating. */
const headPatience = 100;

const app = createApp<Bindings>('product-bff');

app.get('/products/:id', validate('query', ItemQuery), async (c) => {
  const view = await readProduct(c, c.req.param('id') as string, c.req.valid('query').item);
  return view.ok ? c.json(view.value) : passFailure(c, view);
});

app.get('/products/:id/head', validate('query', ItemQuery), async (c) => {
  const id = c.req.param('id') as string;
  const { item } = c.req.valid('query');
  const within = { within: headPatience };
  const [product, prices] = await Promise.all([
    readProduct(c, id, item),
    call(c, c.env.PRICING, item ? pricePaths.ofItems([item]) : pricePaths.ofProducts([id]), PriceBatch, within),
  ]);
  if (!product.ok) return passFailure(c, product);
  const price = prices.ok ? prices.value.prices[0]?.final : undefined;
  return c.json({ product: product.value, price: price ?? null, rating: null } satisfies HeadView);
});

app.get('/pictures/:file{\\d+\\.svg}', async (c) => {
  const id = c.req.param('file').replace('.svg', '');
  const product = await call(c, c.env.PRODUCT, productPaths.product(id), Product);
  if (!product.ok) return passFailure(c, product);
  return c.body(drawPicture(product.value.picture), 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
  });
});

addOpenApi(app, 'product');

export default app;

async function readProduct(c: Context<EdgeEnv<Bindings>>, id: string, item: string | undefined): Promise<Result<ProductView>> {
  const product = await call(c, c.env.PRODUCT, productPaths.product(id), Product);
  if (!product.ok) return product;
  const { picture: _, ...rest } = product.value;
  if (item && !rest.options.some(({ itemId }) => itemId === item)) return { ok: false, reason: 'not-found', status: 404 };
  return { ok: true, value: { ...rest, item: item ?? rest.itemId } };
}
