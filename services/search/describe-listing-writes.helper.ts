import { beforeEach, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import type { D1Like } from './d1-like.ts';
import { exampleListings, toListing, toNumbers } from './example-listings.helper.ts';
import { toQueryForms } from './korean.ts';
import type { ListingId, ListingStore, Sort } from './listing.ts';
import { createListingStore } from './listing-store.ts';

const all = { after: '', last: null };
const sorts: Sort[] = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'];

/** Tests of writing listings, for each database that the store runs on. @param createDatabase gives a new, migrated database */
export function describeListingWrites(name: string, createDatabase: () => Promise<D1Like>): void {
  describe(`writing to the listing store on ${name}`, () => {
    let store: ListingStore;
    const find = (input: string, sort: Sort = 'relevance') =>
      store.search({ forms: toQueryForms(input), sort, page: 1, perPage: 50 });

    beforeEach(async () => {
      store = createListingStore(await createDatabase());
    });

    test('replaces a product, its words and its categories', async () => {
      await store.put([toListing(1, '포켓몬 인형', '토이', { categories: ['toys', 'dolls'] })], 1);
      await store.put(
        [toListing(1, '뽀로로 퍼즐', '토이', { categories: ['toys', 'puzzles'], price: 1 })],
        1,
      );
      expect((await find('포켓몬')).total).toBe(0);
      expect((await find('뽀로로')).total).toBe(1);
      const totals = ['toys', 'dolls', 'puzzles'].map(async (category) => {
        return (await store.list({ category, sort: 'newest', page: 1, perPage: 5 })).total;
      });
      expect(await Promise.all(totals)).toEqual([1, 0, 1]);
    });

    test('keeps old listings during a rebuild, and removes those that are not in the range again', async () => {
      await store.put(exampleListings, 1);
      await store.put(exampleListings.slice(0, 4), 2);
      expect((await find('고양이')).total).toBe(1);
      const replaced = await store.replace(all, exampleListings.slice(0, 4), 2);
      expect(replaced).toEqual({ written: 0, removed: 5 });
      expect((await find('고양이')).total).toBe(0);
      expect((await store.list({ category: 'pets', sort: 'rating', page: 1, perPage: 5 })).total).toBe(0);
      expect(toNumbers(await find('포켓몬'))).toEqual([2, 3, 1]);
      expect(await store.replace(all, exampleListings.slice(0, 4), 2)).toEqual({ written: 0, removed: 0 });
    });

    test('keeps a listing of a later generation when an earlier one is put or swept', async () => {
      await store.put(exampleListings, 1);
      await store.put([toListing(6, '고양이 낚싯대', '냥이', { categories: ['pets'], price: 5 })], 3);
      await store.put(exampleListings, 2);
      const replaced = await store.replace(all, exampleListings.slice(0, 5), 2);
      expect(replaced).toMatchObject({ removed: 3 });
      await store.put(exampleListings, 2);
      expect(toNumbers(await find('고양이'))).toEqual([6]);
      expect((await find('고양이 낚싯대')).total).toBe(1);
      expect((await find('포켓몬')).total).toBe(3);
      const cheapest = await store.list({ sort: 'price-asc', page: 1, perPage: 1 });
      expect(toNumbers(cheapest)).toEqual([6]);
      expect(toNumbers(await store.list({ category: 'pets', sort: 'newest', page: 1, perPage: 5 }))).toEqual([
        6,
      ]);
    });

    test('removes a product with its categories, unless its generation is later', async () => {
      await store.put(exampleListings, 2);
      await store.remove(['product-6'], 1);
      expect((await find('고양이')).total).toBe(1);
      await store.remove(['product-6'], 2);
      await store.remove(['product-99'], 2);
      expect((await find('고양이')).total).toBe(0);
      expect((await store.list({ category: 'pets', sort: 'rating', page: 1, perPage: 5 })).total).toBe(0);
      expect((await store.list({ sort: 'rating', page: 1, perPage: 5 })).total).toBe(
        exampleListings.length - 1,
      );
    });

    test('ends the same for any order and repetition of changes', async () => {
      const change = fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        generation: fc.integer({ min: 1, max: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 10 }), async (changes) => {
          const ids = [1, 2, 3].map((number) => toListing(number, '', '', {}).productId);
          for (const id of ids) await store.remove([id], 9);
          for (const { number, generation } of changes)
            await store.put([toListing(number, `토끼 ${number}`, '', { price: generation })], generation);
          const latest = new Map<number, number>();
          for (const { number, generation } of changes)
            latest.set(number, Math.max(generation, latest.get(number) ?? 0));
          const expected = [...latest]
            .sort(([a, left], [b, right]) => left - right || a - b)
            .map(([number]) => number);
          const listed = await store.list({ category: 'toys', sort: 'price-asc', page: 1, perPage: 9 });
          expect(toNumbers(listed)).toEqual(expected);
          expect(toNumbers(await find('토끼', 'price-asc'))).toEqual(expected);
        }),
        { numRuns: name === 'D1' ? 5 : 50 },
      );
    });

    test('takes a title of any code units', async () => {
      await store.put([toListing(1, '반쪽 \ud83d 글자 \u0000 끝', '\udc00', {})], 1);
      expect((await find('반쪽글자끝')).total).toBe(1);
    });

    test('shows every product once over all pages, in every order', async () => {
      const numbers = fc.record({
        price: fc.integer({ min: 1, max: 3 }),
        discountPercent: fc.integer({ min: 0, max: 2 }),
        rating: fc.integer({ min: 0, max: 2 }),
        reviewCount: fc.integer({ min: 0, max: 2 }),
        createdAt: fc.integer({ min: 1, max: 3 }),
      });
      const scenario = fc.record({
        details: fc.array(numbers, { minLength: 1, maxLength: 30 }),
        sort: fc.constantFrom(...sorts),
        perPage: fc.integer({ min: 1, max: 11 }),
      });
      let generation = 0;
      await fc.assert(
        fc.asyncProperty(scenario, async ({ details, sort, perPage }) => {
          generation += 1;
          const listings = details.map((detail, index) => toListing(index, `블록 ${index}`, '', detail));
          await store.replace(all, listings, generation);
          const expected = listings.map(toId).sort(byProduct);
          const listed = (page: number) => store.list({ category: 'blocks', sort, page, perPage });
          const found = (page: number) => store.search({ forms: toQueryForms('블록'), sort, page, perPage });
          for (const read of [listed, found]) {
            const count = Math.ceil(listings.length / perPage) + 1;
            const pages = await Promise.all(Array.from({ length: count }, (_, index) => read(index + 1)));
            expect(pages.flatMap((page) => page.ids.map(toId)).sort(byProduct)).toEqual(expected);
            expect(new Set(pages.map((page) => page.total))).toEqual(new Set([listings.length]));
          }
          expect(toNumbers(await listed(1))).toEqual(toNumbers(await found(1)));
        }),
        { numRuns: name === 'D1' ? 5 : 40 },
      );
    });
  });
}

function toId({ productId, itemId }: ListingId) {
  return { productId, itemId };
}

function byProduct(left: { productId: string }, right: { productId: string }): number {
  return left.productId.localeCompare(right.productId);
}
