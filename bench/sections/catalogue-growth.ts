import { findMeant, suggestMeant } from '../../services/search/find-meant.ts';
import { toQueryForms } from '../../services/search/korean.ts';
import { createListingStore } from '../../services/search/listing-store.ts';
import { createTermStore } from '../../services/search/term-store.ts';
import { countReads } from '../../tests/count-reads.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { root } from '../../tools/workers.ts';
import type { Section } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import { measureStoreSizes } from './store-sizes.ts';

type Shop = Awaited<ReturnType<typeof openIndex>>;

/** What shoppers ask search for: words of one and two letters, frequent and rare words, and pages of lists. */
const questions: Record<string, (shop: Shop) => Promise<unknown>> = {
  'suggestion 나': ({ stores }) => suggestMeant(stores, toQueryForms('나'), 8),
  'search 스': (shop) => search(shop, '스'),
  'search ㅅㅌ': (shop) => search(shop, 'ㅅㅌ'),
  'search 세트': (shop) => search(shop, '세트'),
  'search 포켓몬': (shop) => search(shop, '포켓몬'),
  'first page of all products': ({ stores }) =>
    stores.listings.list({ sort: 'newest', page: 1, perPage: 24 }),
  'last page of all products': ({ stores, size }) =>
    stores.listings.list({ sort: 'price-asc', page: Math.ceil(size / 24), perPage: 24 }),
};

/** Asks the search index of shops of several sizes the same questions, on real D1, by turns. */
export const catalogueGrowth: Section = {
  rows: ['catalogue-growth', 'catalogue-rows'],
  async measure({ effort, progress }, wanted) {
    const sizes = effort.soakMinutes === 0 ? [2_000, 20_000] : [2_000, 20_000, 100_000];
    const d1 = await openD1(`${root}/services/search/migrations`);
    try {
      const shops: Shop[] = [];
      for (const size of sizes) {
        shops.push(await openIndex(await d1.create(), size));
        progress(`an index of ${size.toLocaleString('en')} products`);
      }
      const slopes: number[] = [];
      const rows: number[] = [];
      const measured: Record<string, ReturnType<typeof toSample>> = {};
      for (const [name, ask] of Object.entries(questions)) {
        const times = shops.map((): number[] => []);
        for (let round = 0; round < 10 * effort.rounds; round++)
          for (const [index, shop] of shops.entries()) times[index]!.push(await timeOf(() => ask(shop)));
        for (const [index, shop] of shops.entries()) {
          shop.database.reset();
          await ask(shop);
          rows.push(shop.database.rowsRead());
          measured[`${name}, ${sizes[index]} products, ms`] = toSample(times[index]!);
        }
        const [before, after] = times.slice(-2).map((each) => percentile(each, 50)) as [number, number];
        const [small, large] = sizes.slice(-2) as [number, number];
        slopes.push(Math.log(after / before) / Math.log(large / small));
      }
      const [small, large] = sizes.slice(-2).map((size) => size.toLocaleString('en'));
      return [
        {
          id: 'catalogue-growth',
          what: `slope of the time of searches and lists from ${small} to ${large} products, both logarithmic`,
          ...{
            value: Math.max(...slopes),
            range: [Math.min(...slopes), Math.max(...slopes)] as [number, number],
          },
          ...{ unit: '' as const, goal: { atMost: 0.1 }, aim: true, measured },
        },
        {
          id: 'catalogue-rows',
          what: 'most rows that one search, suggestion or page of a list reads',
          ...{ value: Math.max(...rows), range: [Math.min(...rows), Math.max(...rows)] as [number, number] },
          ...{ unit: '' as const, goal: { atMost: 3_000 } },
          measured: Object.fromEntries([
            ...shops.map(({ size, bytes }) => [`bytes of a product, ${size} products`, toSample([bytes])]),
            ...Object.entries(await measureStoreSizes()).map(
              ([service, bytes]) =>
                [`bytes of a product or review in ${service}`, toSample([bytes])] as const,
            ),
          ]),
        },
      ].filter(({ id }) => wanted(id));
    } finally {
      await d1.close();
    }
  },
};

async function openIndex(d1: Parameters<typeof countReads>[0], size: number) {
  const database = countReads(d1);
  const stores = { listings: createListingStore(database), terms: createTermStore(database) };
  const { products, prices } = createCatalogue(undefined, size);
  const priceOf = new Map(prices.map((price) => [price.productId, price]));
  const empty = await sizeOf(d1);
  const listings = products.map(({ id, title, brand, category, createdAt, badges, options }, number) => ({
    ...{ productId: id, itemId: options[0]?.itemId ?? '', title, brand, createdAt },
    categories: [category, category.split('-')[0] ?? '', ...badges.map((badge) => `badge:${badge}`)],
    price: priceOf.get(id)?.final ?? 0,
    listPrice: priceOf.get(id)?.list ?? 0,
    discountPercent: priceOf.get(id)?.discountPercent ?? 0,
    ...{ rating: (number % 50) / 10, reviewCount: number % 97 },
  }));
  await stores.listings.put(listings, 1);
  return { size, database, stores, bytes: ((await sizeOf(d1)) - empty) / size };
}

async function sizeOf(d1: Parameters<typeof countReads>[0]): Promise<number> {
  const { meta } = await d1.prepare('SELECT 1').run();
  return meta.size_after;
}

function search({ stores }: Shop, text: string) {
  return findMeant(stores, { forms: toQueryForms(text), sort: 'relevance', page: 1, perPage: 24 });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
