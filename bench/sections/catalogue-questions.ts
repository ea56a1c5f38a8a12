import { findMeant, suggestMeant } from '../../services/search/find-meant.ts';
import { toQueryForms } from '../../services/search/korean.ts';
import { createShopper, nano } from '../../tests/create-shopper.helper.ts';
import { openShop, type Shop } from '../../tests/open-shop.helper.ts';
import type { Count } from '../../tools/runtime/limits/worker.ts';
import type { Sized } from '../targets/open-sized.ts';

/** A question that is timed. `round` tells repetitions apart. */
export type Timed = {
  before?(shop: Shop): Promise<unknown>;
  run(of: Sized, round: number): Promise<unknown>;
};

/** What shoppers ask search for, without a page: words of one and two letters, frequent and rare words, and pages of lists. */
export const questions: Record<string, Timed> = {
  'suggestion 나': { run: ({ stores }) => suggestMeant(stores, toQueryForms('나'), 8) },
  'search 스': { run: (shop) => search(shop, '스') },
  'search ㅅㅌ': { run: (shop) => search(shop, 'ㅅㅌ') },
  'search 세트': { run: (shop) => search(shop, '세트') },
  'search 포켓몬': { run: (shop) => search(shop, '포켓몬') },
  'first page of all products': {
    run: ({ stores }) => stores.listings.list({ sort: 'newest', page: 1, perPage: 24 }),
  },
  'last page of all products': {
    run: ({ stores, size }) =>
      stores.listings.list({ sort: 'price-asc', page: Math.ceil(size / 24), perPage: 24 }),
  },
};

/** Pages and answers of the API, by their names. */
const paths: Record<string, (of: Sized, round: number) => string> = {
  'product page': ({ products }, round) => `/products/${products[round % products.length]}`,
  'home page': () => '/',
  'category page': () => '/categories/toys',
  'category page 20, by price': () => '/categories/toys?sort=price-asc&page=20',
  'search page 스': () => `/search?q=${encodeURIComponent('스')}`,
  'search page 세트': () => `/search?q=${encodeURIComponent('세트')}`,
  'answer of suggestions 나': () => `/api/search/suggestions?q=${encodeURIComponent('나')}`,
  'cart page': () => '/cart',
  'order list': () => '/orders',
};

type Shopper = Awaited<ReturnType<typeof createShopper>>;

/** The pages as a member with an item in the cart and an order gets them, each without any copy. */
export async function toPages(shops: Sized[]): Promise<Record<string, Timed>> {
  const shoppers = new Map<Shop, Shopper>();
  for (const { shop } of shops) shoppers.set(shop, await openShopper(shop));
  return Object.fromEntries(
    Object.entries(paths).map(([name, toPath]) => [
      name,
      {
        before: (shop: Shop) => shop.clearFaults(),
        run: (of: Sized, round: number) => visit(shoppers.get(of.shop) as Shopper, toPath(of, round)),
      },
    ]),
  );
}

/** Opens the shop again and counts the rows that each page reads. Counting costs time, so the timed shop does not count. */
export async function countPageRows(
  sized: Sized,
  progress: (line: string) => void,
): Promise<[name: string, rows: number][]> {
  await sized.stop();
  const shop = await openShop({ ...sized.options, limit: 0 });
  const rows: [string, number][] = [];
  try {
    const shopper = await openShopper(shop);
    for (const [name, toPath] of Object.entries(paths)) {
      const path = toPath(sized, 0);
      await shop.clearFaults();
      await visit(shopper, path);
      const counts: Count[] = await (await shop.fetch('/_dev/limits')).json();
      const read = counts.find((count) => count.path === path)?.rows ?? Number.NaN;
      progress(`${name}: ${read} rows with ${sized.size} products`);
      rows.push([`${name}, ${sized.size} products, rows`, read]);
    }
    return rows;
  } finally {
    await shop.close();
  }
}

async function openShopper(shop: Shop): Promise<Shopper> {
  const shopper = await createShopper(shop);
  await shopper.buy();
  await shopper.post('/cart/items', { ...nano, quantity: '1' });
  return shopper;
}

async function visit(shopper: Shopper, path: string): Promise<void> {
  const { status } = await shopper.get(path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
}

function search({ stores }: Sized, text: string) {
  return findMeant(stores, { forms: toQueryForms(text), sort: 'relevance', page: 1, perPage: 24 });
}
