import { Hono } from 'hono';
import type { JSX } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';
import { ProductView } from './product-view.tsx';
import { products } from './tractors.ts';

const version = '1';
const content = await Bun.file(`${import.meta.dir}/styles.css`).text();
const declared = { params: ['product', 'sku'] };

/** The server of team Decide: Hono, with components of Solid that are rendered on the server. */
export const decide = new Hono();

decide.use(async (c, next) => {
  await next();
  c.header('x-jogakbo-version', version);
  if (c.res.ok)
    c.header('cache-control', 'public, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400');
});

decide.get('/fragments.json', (c) =>
  c.json({
    slice: 'decide',
    version,
    fragments: { product: declared, head: declared },
    stylesheet: { content },
  }),
);

decide.get('/fragments/product', (c) => {
  const { product: id = '', sku } = c.req.query();
  const product = Object.hasOwn(products, id) ? products[id] : undefined;
  if (!product) return c.notFound();
  const chosen = product.variants.find((variant) => variant.sku === sku);
  // The fragment is a primary one, so its redirect is the answer of the page.
  if (!chosen) return c.redirect(`/products/${id}?sku=${product.variants[0]?.sku}`);
  return c.html(render(() => <ProductView id={id} product={product} chosen={chosen} />));
});

decide.get('/fragments/head', (c) => {
  const { product: id = '' } = c.req.query();
  const product = Object.hasOwn(products, id) ? products[id] : undefined;
  if (!product) return c.notFound();
  return c.html(
    render(() => (
      <>
        <title>{`${product.name} | Tractor Store`}</title>
        <meta name="description" content={product.line} />
      </>
    )),
  );
});

function render(view: () => JSX.Element): string {
  return renderToString(() => <NoHydration>{view()}</NoHydration>);
}
