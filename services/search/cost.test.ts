import { afterAll, beforeAll, expect, test } from 'bun:test';
import { type CountedDatabase, countReads } from '../../tests/count-reads.helper.ts';
import { createSqliteDatabase } from '../../tests/create-sqlite-database.helper.ts';
import { openD1 } from '../../tests/open-d1.helper.ts';
import { sorts } from './contract.ts';
import { toListing } from './example-listings.helper.ts';
import { findMeant, suggestMeant } from './find-meant.ts';
import { toQueryForms } from './korean.ts';
import { createListingStore } from './listing-store.ts';
import { createTermStore } from './term-store.ts';

/** The most rows that one call may read, whatever the number of products. */
const mostRows = 3_000;
const migrations = `${import.meta.dir}/migrations`;
const sizes = [1_200, 5_400];
const colors = ['빨간', '파란', '노란', '하얀', '검은'];
let shops: { size: number; db: CountedDatabase; stores: ReturnType<typeof storesOf> }[];
let close: () => Promise<void>;

const storesOf = (db: CountedDatabase) => ({ listings: createListingStore(db), terms: createTermStore(db) });

beforeAll(async () => {
  const d1 = await openD1(migrations);
  close = d1.close;
  const open = async (size: number) => {
    const db = countReads(await d1.create());
    await createListingStore(db).put(Array.from({ length: size }, toExample), 1);
    return { size, db, stores: storesOf(db) };
  };
  shops = await Promise.all(sizes.map(open));
});
afterAll(() => close());

/** Every product is found by 나, 스 and 세트, and by ㅅㅌ; a tenth of them are in the category `toys`. */
function toExample(_: unknown, number: number) {
  return toListing(number, `${colors[number % 5]} 나무 스틱 세트 ${number}`, '토이', {
    categories: number % 10 === 0 ? ['toys'] : ['others'],
    rating: (number % 50) / 10,
    reviewCount: number % 97,
    price: 1_000 + (number % 700),
  });
}

/** The rows that each shop reads for the same work. */
async function readsOf(work: (shop: (typeof shops)[number]) => Promise<unknown>): Promise<number[]> {
  const reads: number[] = [];
  for (const shop of shops) {
    shop.db.reset();
    await work(shop);
    reads.push(shop.db.rowsRead());
  }
  return reads;
}

const inputs = [
  '나',
  '스',
  'ㅅㅌ',
  'ㅅ',
  '세트',
  '나무 스틱',
  'ㅂ 나 스 세 트 ㅅ',
  '빨간 나무 5',
  '1',
  '없는 말',
  '나무스턱',
];

test.each(inputs)('a search and a suggestion for %s read few rows in any shop', async (input) => {
  for (const category of [undefined, 'toys']) {
    for (const sort of ['relevance', 'price-asc'] as const) {
      const search = { forms: toQueryForms(input), category, sort, page: 1, perPage: 24 };
      for (const reads of await readsOf(({ stores }) => findMeant(stores, search)))
        expect(reads).toBeLessThanOrEqual(mostRows);
    }
    const suggested = await readsOf(({ stores }) => suggestMeant(stores, toQueryForms(input), 8, category));
    for (const reads of suggested) expect(reads).toBeLessThanOrEqual(mostRows);
    expect(suggested[1]! / Math.max(600, suggested[0]!)).toBeLessThan(1.5);
  }
});

test.each([1, 21, 22, 27, 28])('page %p of a frequent word reads few rows in each order', async (page) => {
  for (const sort of sorts) {
    const forms = toQueryForms('나무');
    const reads = await readsOf(async ({ stores }) => {
      const found = await stores.listings.search({ forms, sort, page, perPage: 24 });
      expect(found).toMatchObject({ total: 1_000, more: true });
      expect(found.ids).toHaveLength(page <= 27 ? 24 : 0);
    });
    for (const each of reads) expect(each).toBeLessThanOrEqual(mostRows);
  }
});

test('all pages of a frequent word show each product once, in each order', async () => {
  const [shop] = shops;
  for (const sort of ['relevance', 'price-desc'] as const) {
    const shown: string[] = [];
    for (let page = 1; page <= 27; page++) {
      const search = { forms: toQueryForms('나무'), sort, page, perPage: 24 };
      shown.push(...(await shop!.stores.listings.search(search)).ids.map(({ productId }) => productId));
    }
    expect(new Set(shown).size).toBe(648);
  }
});

test.each(sorts)('any page of the whole shop in the order %s reads few rows', async (sort) => {
  const lastOf = (size: number) => Math.ceil(size / 24);
  const pages: ((size: number) => number)[] = [
    () => 1,
    () => 50,
    (size) => Math.ceil(lastOf(size) / 2),
    (size) => lastOf(size) - 1,
    lastOf,
    () => 9_999,
  ];
  for (const pageOf of pages) {
    const reads = await readsOf(({ size, stores }) =>
      stores.listings.list({ sort, page: pageOf(size), perPage: 24 }),
    );
    for (const each of reads) expect(each).toBeLessThanOrEqual(mostRows);
  }
});

const size = 4_900;
const wholeShop = fillInMemory();
async function fillInMemory() {
  const db = createSqliteDatabase(migrations);
  await createListingStore(db).put(Array.from({ length: size }, toExample), 1);
  return db;
}

test.each(['relevance', 'price-asc', 'rating'] as const)(
  'every product is reached by links from page to page in the order %s',
  async (sort) => {
    const store = createListingStore(await wholeShop);
    const last = Math.ceil(size / 24);
    const follow = async (from: number, step: number) => {
      const ids: string[] = [];
      for (
        let [page, near] = [from, undefined as string | undefined];
        page >= 1 && page <= last;
        page += step
      ) {
        const listed = await store.list({ sort, page, perPage: 24, near });
        expect(listed.page).toBe(page);
        const shown = listed.ids.map(({ productId }) => productId);
        ids.push(...(step > 0 ? shown : shown.toReversed()));
        near = listed.near;
      }
      return ids;
    };
    const whole = await follow(1, 1);
    expect(new Set(whole).size).toBe(size);
    expect(await follow(last, -1)).toEqual(whole.toReversed());
  },
);

test('a page that is too far from both ends is answered by the hundredth, unless a key is near', async () => {
  const { listings } = shops.at(-1)!.stores;
  const query = { sort: 'newest' as const, perPage: 24 };
  expect((await listings.list({ ...query, page: 113 })).page).toBe(100);
  const { near } = await listings.list({ ...query, page: 100 });
  const [next, after] = [
    await listings.list({ ...query, page: 101, near }),
    await listings.list({ ...query, page: 112, near }),
  ];
  expect([next.page, after.page]).toEqual([101, 112]);
  expect((await listings.list({ ...query, page: 113, near: '150-bm9uc2Vuc2U' })).page).toBe(100);
});
