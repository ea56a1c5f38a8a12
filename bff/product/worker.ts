import { ProductId } from '@jogakbo/contracts/ids';
import { type SitemapPart, SitemapQuery, sitemapPartSize } from '@jogakbo/contracts/sitemap';
import { addOpenApi } from '@jogakbo/edge/add-openapi';
import { addPublicRoutes } from '@jogakbo/edge/add-public-routes';
import { call, type Result } from '@jogakbo/edge/call';
import { createApp, type EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { PriceBatch, paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import {
  type Picture,
  Product,
  ProductNumbers,
  paths as productPaths,
} from '@jogakbo/product-service/contract';
import { RatingBatch, paths as reviewPaths } from '@jogakbo/review-service/contract';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import type { Context } from 'hono';
import { etag } from 'hono/etag';
import * as v from 'valibot';
import { type HeadView, ItemQuery, type OptionsView, type ProductView, ShelfName } from './contract.ts';
import { createRenderer } from './drawing/create-renderer.ts';
import { drawPicture } from './drawing/draw-picture.ts';
import { drawPreview } from './drawing/draw-preview.ts';
import { views } from './drawing/to-view.ts';
import { publicRoutes } from './public-routes.ts';
import { readPhoto } from './read-photo.ts';
import { readShelf, type ShelfBindings } from './read-shelf.ts';

type ProductContext = Context<EdgeEnv<ShelfBindings>>;

/** After this time structured data is sent without offer or rating. */
const headTimeoutMs = 100;

/** After this time options are shown without marking the sold-out ones. */
const stockTimeoutMs = 300;

const pictureCaching = 'public, max-age=86400, stale-while-revalidate=604800';
/** The drawing in place of a photo that cannot be read is shown for a short time only. */
const standInCaching = 'public, max-age=60';
/** If a photo is opened as a document, it may do nothing. */
const photoPolicy = { 'content-security-policy': "default-src 'none'" };
const renderPreview = createRenderer({ wasm, now: Date.now });

const app = createApp<ShelfBindings>('product-bff');

app.get('/products/:id', validate('query', ItemQuery), async (c) => {
  const view = await readProduct(c, c.req.param('id') as string, c.req.valid('query').item);
  return view.ok ? c.json(view.value) : passFailure(c, view);
});

app.get('/products/:id/options', validate('query', ItemQuery), async (c) => {
  const view = await readProduct(c, c.req.param('id') as string, c.req.valid('query').item);
  if (!view.ok) return passFailure(c, view);
  const { id, item, optionName, options } = view.value;
  // With one option there is no choice, and the stock fragment beside it says enough.
  const soldOut = options.length > 1 ? await readSoldOut(c, id) : [];
  return c.json({ id, item, optionName, options, soldOut } satisfies OptionsView);
});

app.get('/products/:id/head', validate('query', ItemQuery), async (c) => {
  const id = c.req.param('id') as string;
  const { item } = c.req.valid('query');
  const within = { within: headTimeoutMs };
  const [product, prices, ratings, stocks] = await Promise.all([
    readProduct(c, id, item),
    call(
      c,
      c.env.PRICING,
      item ? pricingPaths.ofItems([item]) : pricingPaths.ofProducts([id]),
      PriceBatch,
      within,
    ),
    call(c, c.env.REVIEW, reviewPaths.ofProducts([id]), RatingBatch, within),
    call(c, c.env.INVENTORY, inventoryPaths.ofProducts([id]), StockBatch, within),
  ]);
  if (!product.ok) return passFailure(c, product);
  // Prices and stock are those of the shown item, because a product's items may differ.
  const isShown = ({ itemId }: { itemId: string }) => itemId === product.value.item;
  const price = prices.ok ? prices.value.prices.find(isShown)?.final : undefined;
  const stock = stocks.ok ? stocks.value.stocks.find(isShown)?.level : undefined;
  const rating = ratings.ok ? ratings.value.ratings[0] : undefined;
  return c.json({
    product: product.value,
    price: price ?? null,
    stock: stock ?? null,
    rating: rating ? { average: rating.average, count: rating.count } : null,
  } satisfies HeadView);
});

app.get('/shelves/:shelf', async (c) => {
  const shelf = v.safeParse(ShelfName, c.req.param('shelf'));
  if (!shelf.success) return problem(c, 404);
  const view = await readShelf(c, c.env, shelf.output);
  return view.ok ? c.json(view.value) : passFailure(c, view);
});

app.get('/pictures/:file{\\d+\\.png}', async (c) => {
  const product = await findProduct(c, c.req.param('file').replace('.png', ''));
  if (!product.ok) return passFailure(c, product);
  const { picture } = product.value;
  const photo = await answerPhoto(c, picture.url);
  if (photo) return photo;
  const tag = await toTag(picture);
  const headers = { etag: tag, 'cache-control': pictureCaching };
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, headers);
  const png = await renderPreview(tag, () => drawPreview(picture));
  if (!png) return problem(c, 503, { retryAfter: 2, detail: 'Too many pictures were requested at once.' });
  return c.body(png as Uint8Array<ArrayBuffer>, 200, { ...headers, 'content-type': 'image/png' });
});

app.get('/pictures/:file', etag(), async (c) => {
  const [, id = '', view = '1'] = c.req.param('file').match(/^(\d+)(?:-([2-9]))?\.svg$/) ?? [];
  if (Number(view) > views) return problem(c, 404);
  const product = await findProduct(c, id);
  if (!product.ok) return passFailure(c, product);
  const { picture } = product.value;
  const url = view === '1' ? picture.url : undefined;
  const photo = await answerPhoto(c, url);
  if (photo) return photo;
  return c.body(drawPicture(picture, Number(view)), 200, {
    ...{ ...photoPolicy, 'content-type': 'image/svg+xml' },
    'cache-control': url ? standInCaching : pictureCaching,
  });
});

app.get('/sitemap', validate('query', SitemapQuery), async (c) => {
  const { part } = c.req.valid('query');
  const [skip, limit] = part ? [(part - 1) * sitemapPartSize, sitemapPartSize] : [0, 0];
  const found = await call(c, c.env.PRODUCT, productPaths.numbers(skip, limit), ProductNumbers);
  if (!found.ok) return passFailure(c, found);
  const { total, ids } = found.value;
  const paths = ids.map((id) => `/products/${id}`);
  return c.json({ parts: Math.ceil(total / sitemapPartSize), paths } satisfies SitemapPart);
});

addPublicRoutes(app, 'product', publicRoutes);
addOpenApi(app, 'product');

export default app;

async function readProduct(
  c: ProductContext,
  id: string,
  item: string | undefined,
): Promise<Result<ProductView>> {
  const product = await findProduct(c, id);
  if (!product.ok) return product;
  const { picture, ...rest } = product.value;
  if (item && !rest.options.some(({ itemId }) => itemId === item)) return notFound;
  return {
    ok: true,
    value: { ...rest, item: item ?? rest.itemId, images: picture.url ? [rest.image] : toImages(rest.image) },
  };
}

/** Answers with a photo. @returns undefined if there is no address, or no photo at it */
async function answerPhoto(c: ProductContext, url: string | undefined): Promise<Response | undefined> {
  const photo = url ? await readPhoto(url) : undefined;
  if (!photo) return undefined;
  const headers = { ...photoPolicy, 'content-type': photo.type, 'cache-control': pictureCaching };
  return c.body(photo.bytes, 200, headers);
}

async function readSoldOut(c: ProductContext, id: string): Promise<string[]> {
  const batch = await call(c, c.env.INVENTORY, inventoryPaths.ofProducts([id]), StockBatch, {
    within: stockTimeoutMs,
  });
  if (!batch.ok) return [];
  return batch.value.stocks.flatMap(({ itemId, level }) => (level === 'out' ? [itemId] : []));
}

/** An etag that is known before the picture is rendered. */
async function toTag(picture: Picture): Promise<string> {
  const drawing = new TextEncoder().encode(drawPreview(picture));
  return `"${new Uint8Array(await crypto.subtle.digest('SHA-256', drawing)).toHex().slice(0, 20)}"`;
}

async function findProduct(c: ProductContext, id: string): Promise<Result<Product>> {
  return v.is(ProductId, id) ? call(c, c.env.PRODUCT, productPaths.product(id), Product) : notFound;
}

function toImages(image: string): string[] {
  const further = Array.from({ length: views - 1 }, (_, index) =>
    image.replace(/\.svg$/, `-${index + 2}.svg`),
  );
  return [image, ...further];
}

const notFound = { ok: false, reason: 'not-found', status: 404 } as const;
