import { drawPicture } from '../../bff/product/drawing/draw-picture.ts';
import { sorts } from './catalogue.ts';
import { toCataloguePage } from './catalogue-page.ts';
import { ReviewForm } from './forms.ts';
import { toProductPage } from './product-page.ts';
import { type App, type Asked, readForm, show, textOf, toLogIn, toView } from './request.ts';

const stylesheet = await Bun.file(`${import.meta.dir}/styles.css`).text();

/** Adds what everyone may read: lists, products, pictures. */
export function addBrowsing(app: App): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/monolith/styles.css', (c) =>
    c.body(stylesheet, 200, { 'content-type': 'text/css', 'cache-control': 'public, max-age=3600' }),
  );
  app.get('/pictures/:file{\\d+\\.svg}', (c) => {
    const picture = c.var.shop.catalogue.picture(c.req.param('file').slice(0, -4));
    if (!picture) return c.notFound();
    return c.body(drawPicture(JSON.parse(picture)), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    });
  });

  app.get('/', (c) => {
    const found = c.var.shop.catalogue.list({}, 'relevance', 1);
    return show(c, toCataloguePage(toView(c), { found, sort: 'relevance', page: 1 }));
  });
  app.get('/categories/:slug', (c) => {
    const { catalogue } = c.var.shop;
    const category = catalogue.category(c.req.param('slug'))?.slug;
    if (category === undefined) return c.notFound();
    const { sort, page } = readListQuery(c);
    return show(
      c,
      toCataloguePage(toView(c), { category, found: catalogue.list({ category }, sort, page), sort, page }),
    );
  });
  app.get('/search', (c) => {
    const { sort, page } = readListQuery(c);
    const word = (c.req.query('q') ?? '').normalize('NFC').trim().slice(0, 100);
    const words = word.split(/\s+/).filter(Boolean).slice(0, 8);
    const found =
      words.length === 0 ? { total: 0, cards: [] } : c.var.shop.catalogue.list({ words }, sort, page);
    return show(c, toCataloguePage(toView(c), { word, found, sort, page }));
  });
  app.get('/products/:product', (c) => showProduct(c, c.req.param('product')));

  app.post('/products/:product/reviews', async (c) => {
    const { member } = c.var.session ?? {};
    const product = c.req.param('product');
    const { purchases } = c.var.shop;
    if (!member) return toLogIn(c, `/products/${encodeURIComponent(product)}`);
    if (!purchases.hasBought(member.id, product)) return showProduct(c, product, 403);
    const form = await readForm(c, ReviewForm);
    if (!form.success) return showProduct(c, product, 422);
    purchases.review(product, member, form.output);
    return c.redirect(`/products/${product}#reviews`, 303);
  });
}

function showProduct(c: Asked, id: string, status: 200 | 403 | 422 = 200) {
  const { catalogue, purchases, now } = c.var.shop;
  const product = catalogue.product(id);
  const item = product?.items.find((each) => each.id === c.req.query('item')) ?? product?.items[0];
  if (!product || !item) return c.notFound();
  const { member } = c.var.session ?? {};
  const mayReview = member !== undefined && purchases.hasBought(member.id, id);
  const problem = status === 200 ? undefined : textOf(c)[status === 403 ? 'onlyBuyers' : 'invalid'];
  const shown = { product, item, reviews: catalogue.reviews(id), now: now(), mayReview, problem };
  return show(c, toProductPage(toView(c), shown), status);
}

function readListQuery(c: Asked) {
  const page = Number(c.req.query('page'));
  return {
    sort: sorts.find((sort) => sort === c.req.query('sort')) ?? 'relevance',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  } as const;
}
