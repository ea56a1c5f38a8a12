import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { createVisitor } from '../../tools/visitor/create-visitor.ts';

/** The result of the visits. */
type Walk = { visits: number; failures: Record<string, number> };

/** The highest number of requests a second: low enough for any machine, since the soak is about time. */
const rate = 10;
/** The number of visitors. Each waits for its answer, so a slow machine gets fewer requests. */
const clients = 4;
/** A visitor gives up on a request after this time. */
const requestTimeoutMs = 30_000;

/**
 * Visits a shop as people do, for a number of seconds: the same pages repeatedly, single fragments, and every tenth time a new visitor
 * who puts an item into a cart.
 *
 * @returns the number of visits, and the number of each failure, such as `503 /cart`, or an error and the path
 */
export async function walkShop(url: string, seconds: number): Promise<Walk> {
  const paths = toPaths();
  const walk: Walk = { visits: 0, failures: {} };
  const end = performance.now() + seconds * 1_000;
  let next = 0;
  const client = async () => {
    while (performance.now() < end) {
      const count = next++;
      const due = performance.now() + (1_000 * clients) / rate;
      const path = paths[count % paths.length] as string;
      const visit = count % 10 === 9 ? buy(url) : open(url, path);
      const failure = await visit.catch((error) => `${error.name} ${path}`);
      walk.visits += 1;
      if (failure) walk.failures[failure] = (walk.failures[failure] ?? 0) + 1;
      await Bun.sleep(Math.max(0, due - performance.now()));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return walk;
}

function toPaths(): string[] {
  const products = createCatalogue().products.slice(0, 30);
  return [
    ...['/', '/?lang=en', '/cart', '/categories/toys', '/search?q=%EB%82%98%EB%85%B8', '/login', '/nothing'],
    ...products.map(({ id }) => `/products/${id}`),
    ...products.map(({ id }) => `/_fragments/pricing/price?product=${id}`),
    '/_fragments/order/list',
    '/api/cart/cart',
  ];
}

async function open(url: string, path: string): Promise<string | undefined> {
  const response = await fetch(url + path, {
    redirect: 'manual',
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
  await response.arrayBuffer();
  return response.status < 500 ? undefined : `${response.status} ${path}`;
}

async function buy(url: string): Promise<string | undefined> {
  const item = { productId: '51862822', itemId: '183485417', quantity: '1' };
  const visitor = createVisitor(url);
  const added = await visitor.post('/cart/items', item);
  if (added.status !== 303) return `${added.status} /cart/items`;
  const cart = await visitor.get('/cart');
  return cart.status === 200 ? undefined : `${cart.status} /cart`;
}
