import type { Answer, Visitor } from '../visitor/create-visitor.ts';
import { readForm } from '../visitor/read-form.ts';

/** An address of a product, and the item that its page sells. */
type Found = { path: string; productId: string; itemId: string };
type Check = { name: string; run(visitor: Visitor): Promise<string | undefined> };

/** Fails a check with a reason, which follows the name of the check. */
export class SmokeError extends Error {
  override name = 'SmokeError';
}

/** What `bun run smoke` checks. A check may return a note. The first ones need no products. */
export const checks: Check[] = [
  {
    name: 'every slice is healthy',
    async run(visitor) {
      const { slices } = json(await visitor.get('/readyz'), '/readyz') as { slices: Record<string, string> };
      const ill = Object.keys(slices).filter((slice) => slices[slice] !== 'ok');
      demand(ill.length === 0, `these slices do not answer: ${ill.join(', ')}`);
      return `${Object.keys(slices).length} slices`;
    },
  },
  {
    name: 'the home page is complete',
    async run(visitor) {
      const html = page(await visitor.get('/'), '/');
      demand(html.includes('<jb-page'), 'the home page has no layout');
      return undefined;
    },
  },
  {
    name: 'pages have their security headers',
    async run(visitor) {
      const { headers } = await visitor.get('/');
      const wanted = ['content-security-policy', 'x-content-type-options', 'referrer-policy'];
      if (visitor.origin.startsWith('https:')) wanted.push('strict-transport-security');
      const missing = wanted.filter((name) => !headers.has(name));
      demand(missing.length === 0, `these headers are missing: ${missing.join(', ')}`);
      return undefined;
    },
  },
  {
    name: 'the assets of a page load, and never change',
    async run(visitor) {
      const html = page(await visitor.get('/'), '/');
      const paths = [...new Set(html.match(/\/assets\/[a-z]+\/[\w./-]+\.\w+/g))].slice(0, 30);
      demand(paths.length > 0, 'the home page names no asset');
      for (const path of paths) {
        const asset = await visitor.get(path);
        demand(asset.status === 200, `${path} answers ${asset.status}`);
        demand(
          /immutable/.test(asset.headers.get('cache-control') ?? ''),
          `${path} may not be cached for ever`,
        );
      }
      return `${paths.length} assets`;
    },
  },
  {
    name: 'robots.txt and the sitemap can be read',
    async run(visitor) {
      for (const path of ['/robots.txt', '/sitemap.xml']) {
        const { status } = await visitor.get(path);
        demand(status === 200, `${path} answers ${status}`);
      }
      return undefined;
    },
  },
];

/** Checks for a shop with products. */
export const productChecks: Check[] = [
  {
    name: 'a product can be found by its title',
    async run(visitor) {
      const { path, productId } = await findProduct(visitor);
      const [, title = ''] = page(await visitor.get(path), path).match(/<h1[^>]*>([^<]+)/) ?? [];
      demand(title !== '', `${path} has no title`);
      const search = `/search?${new URLSearchParams({ q: toText(title) })}`;
      const found = page(await visitor.get(search), search);
      demand(
        found.includes(`/products/${productId}`),
        `the search for ${toText(title)} does not find ${path}`,
      );
      return path;
    },
  },
  {
    name: 'fragments name their version',
    async run(visitor) {
      const { productId } = await findProduct(visitor);
      const path = `/_fragments/pricing/price?product=${productId}`;
      const { status, headers } = await visitor.get(path);
      demand(status === 200, `${path} answers ${status}`);
      const version = headers.get('x-jogakbo-version');
      demand(version, `${path} has no version`);
      return version;
    },
  },
  {
    name: 'a cart takes a product, and gives it back',
    async run(visitor) {
      const { productId, itemId } = await findProduct(visitor);
      const added = await visitor.post('/cart/items', { productId, itemId, quantity: '1' });
      demand(added.status === 303, `adding to the cart answers ${added.status}`);
      const cart = page(await visitor.get('/cart'), '/cart');
      demand(cart.includes(`/cart/items/${itemId}`), 'the cart does not show the product');
      const removed = await visitor.post(`/cart/items/${itemId}`, { quantity: '0' });
      demand(removed.status === 303, `removing from the cart answers ${removed.status}`);
      return undefined;
    },
  },
];

/** Lists products that the home page or the sitemap shows; none for a shop without products. */
export async function readProducts(visitor: Visitor): Promise<string[]> {
  const html = page(await visitor.get('/'), '/');
  const shown = html.match(/\/products\/\d+/g);
  // The home page may still be a copy from the time before an import.
  const listed = shown ?? (await visitor.get('/sitemaps/product-1.xml')).text.match(/\/products\/\d+/g);
  return [...new Set(listed)];
}

async function findProduct(visitor: Visitor): Promise<Found> {
  for (const path of (await readProducts(visitor)).slice(0, 5)) {
    const html = page(await visitor.get(path), path);
    const itemId = readForm(html, '/cart/items')?.fields.itemId;
    if (itemId) return { path, productId: path.split('/').at(-1) as string, itemId };
  }
  throw new SmokeError('none of the first products can be bought');
}

function page({ status, text }: Answer, path: string): string {
  demand(status === 200, `${path} answers ${status}`);
  demand(text.trimEnd().endsWith('</html>'), `${path} ends before its end`);
  return text;
}

function json({ status, text }: Answer, path: string): unknown {
  demand(status === 200, `${path} answers ${status}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new SmokeError(`${path} is not JSON`);
  }
}

function toText(html: string): string {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };
  return html.trim().replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string);
}

function demand(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new SmokeError(reason);
}
