import { beforeAll, beforeEach, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { exampleListings, searches, toListing } from './example-listings.helper.ts';
import { toChoseong, toQueryForms } from './korean.ts';
import type { Listing, ListingId, ListingPage, ListingStore, Sort } from './listing.ts';
import { createListingStore, type D1Like } from './listing-store.ts';

const sorts: Sort[] = ['relevance', 'price-asc', 'price-desc', 'rating', 'newest', 'discount'];

/** Tests of the store, for each database that it runs on. @param createDatabase gives a new, migrated database */
export function describeListingStore(name: string, createDatabase: () => Promise<D1Like>): void {
  describe(`listing store on ${name}`, () => {
    let store: ListingStore;
    const find = (input: string, sort: Sort = 'relevance') =>
      store.search({ forms: toQueryForms(input), sort, page: 1, perPage: 50 });
    const suggest = async (input: string, limit = 5) =>
      (await store.suggest(toQueryForms(input), limit)).products;

    describe('when reading', () => {
      beforeAll(async () => {
        store = createListingStore(await createDatabase());
        await store.put(exampleListings, 1);
      });

      test.each(searches)('reads %p as %s and finds %p', async (input, reading, numbers) => {
        const found = await find(input);
        expect(toNumbers(found)).toEqual(numbers);
        expect(found).toMatchObject({ reading, total: numbers.length });
      });

      test('finds no words that run from the title into the brand', async () => {
        expect(toNumbers(await find('피규어토이'))).toEqual([]);
        expect(toNumbers(await find('피규어 토이'))).toEqual([2]);
      });

      test('sorts found products', async () => {
        expect(toNumbers(await find('포켓몬', 'price-asc'))).toEqual([2, 3, 1]);
        expect(toNumbers(await find('포켓몬', 'price-desc'))).toEqual([1, 3, 2]);
        expect(toNumbers(await find('포켓몬', 'rating'))).toEqual([1, 3, 2]);
        expect(toNumbers(await find('포켓몬', 'newest'))).toEqual([3, 2, 1]);
      });

      test('finds within a category', async () => {
        const within = async (category: string, input: string) =>
          toNumbers(
            await store.search({
              forms: toQueryForms(input),
              category,
              sort: 'relevance',
              page: 1,
              perPage: 50,
            }),
          );
        expect(await within('toys', 'lego')).toEqual([5]);
        expect(await within('blocks', 'lego')).toEqual([]);
        expect(await within('blocks', '공')).toEqual([7, 8]);
        expect(await within('pets', '공')).toEqual([6]);
        expect(await within("x' OR 1=1 --", '공')).toEqual([]);
        const { products } = await store.suggest(toQueryForms('공'), 5, 'pets');
        expect(products.map(({ productId }) => productId)).toEqual(['product-6']);
      });

      test('sorts a category', async () => {
        const list = async (sort: Sort) =>
          toNumbers(await store.list({ category: 'blocks', sort, page: 1, perPage: 50 }));
        expect(await list('relevance')).toEqual([3, 2, 4, 1, 7, 8, 9]);
        expect(await list('price-asc')).toEqual([2, 4, 3, 1, 7, 8, 9]);
        expect(await list('price-desc')).toEqual([1, 7, 8, 9, 3, 2, 4]);
        expect(await list('rating')).toEqual([1, 3, 2, 4, 7, 8, 9]);
        expect(await list('newest')).toEqual([9, 8, 7, 4, 3, 2, 1]);
        expect(await list('discount')).toEqual([4, 1, 2, 3, 7, 8, 9]);
        const shop = await store.list({ sort: 'newest', page: 1, perPage: 50 });
        expect(toNumbers(shop)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
      });

      test('gives an empty page for an unknown category and beyond the last page, with the total', async () => {
        const none = await store.list({ category: "x' OR 1=1 --", sort: 'rating', page: 1, perPage: 5 });
        expect(none).toEqual({ ids: [], total: 0 });
        const far = await store.list({ category: 'pets', sort: 'rating', page: 9, perPage: 5 });
        expect(far).toEqual({ ids: [], total: 1 });
        const beyond = { forms: toQueryForms('vhzptahs'), sort: 'rating', page: 9, perPage: 5 } as const;
        expect(await store.search(beyond)).toMatchObject({ ids: [], total: 3, form: { text: '포켓몬' } });
      });

      test('gives the item and the title with the product', async () => {
        expect((await find('lego')).ids).toEqual([
          { productId: 'product-5', itemId: 'item-5', title: 'LEGO® 시티 (경찰서)' },
        ]);
      });

      test('suggests brands and titles, best first', async () => {
        expect(await suggest('레')).toEqual([
          { text: '레고', productId: 'product-5' },
          { text: 'LEGO® 시티 (경찰서)', productId: 'product-5' },
        ]);
        expect((await suggest('포켓ㅁ', 2)).map(({ text }) => text)).toEqual([
          '포켓몬 피규어',
          '새 포켓몬 인형',
        ]);
        expect((await suggest('vhzp', 1)).map(({ text }) => text)).toEqual(['포켓몬 피규어']);
        expect(await suggest('없는상품')).toEqual([]);
        expect(await suggest('')).toEqual([]);
      });

      test('never fails on any typed text', async () => {
        const syntax = fc.constantFrom(
          ...'"\'*()^{}:+-,;%_\\\0ㅍㅏ포a1 😀',
          ' OR ',
          ' NEAR(',
          ' NOT ',
          '\ud800',
        );
        const text = fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(syntax).map((parts) => parts.join('')),
        );
        await fc.assert(
          fc.asyncProperty(text, async (input) => {
            const { ids, total } = await find(input);
            expect(ids.length).toBe(Math.min(total, 50));
            expect((await suggest(input)).length).toBeLessThanOrEqual(5);
          }),
        );
      });

      test('finds a title by any part of two syllables or more, and by three initial consonants', async () => {
        const part = fc.record({
          listing: fc.constantFrom(...exampleListings),
          start: fc.nat(20),
          length: fc.nat(20),
        });
        await fc.assert(
          fc.asyncProperty(part, async ({ listing, start, length }) => {
            const words = listing.title.slice(start, start + length);
            fc.pre(/[가-힣]{2}/.test(words));
            expect((await find(words)).ids).toContainEqual(toHit(listing));
            const initials = toChoseong(words).replaceAll(' ', '');
            fc.pre(/[ㄱ-ㅎ]{3}/.test(initials));
            expect(await find(initials)).toMatchObject({ reading: 'choseong' });
            expect((await find(initials)).ids).toContainEqual(toHit(listing));
          }),
        );
      });
    });

    describe('when writing', () => {
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

      test('keeps old listings during a rebuild, and removes those that it did not put again', async () => {
        await store.put(exampleListings, 1);
        await store.put(exampleListings.slice(0, 4), 2);
        expect((await find('고양이')).total).toBe(1);
        expect(await store.sweep(2)).toBe(5);
        expect((await find('고양이')).total).toBe(0);
        expect((await store.list({ category: 'pets', sort: 'rating', page: 1, perPage: 5 })).total).toBe(0);
        expect(toNumbers(await find('포켓몬'))).toEqual([2, 3, 1]);
        expect(await store.sweep(2)).toBe(0);
      });

      test('keeps a listing of a later generation when an earlier one is put or swept', async () => {
        await store.put(exampleListings, 1);
        await store.put([toListing(6, '고양이 낚싯대', '냥이', { categories: ['pets'], price: 5 })], 3);
        await store.put(exampleListings, 2);
        expect(await store.sweep(2)).toBe(0);
        expect(toNumbers(await find('고양이'))).toEqual([6]);
        expect((await find('고양이 낚싯대')).total).toBe(1);
        expect((await find('포켓몬')).total).toBe(3);
        const cheapest = await store.list({ sort: 'price-asc', page: 1, perPage: 1 });
        expect(toNumbers(cheapest)).toEqual([6]);
        expect(
          toNumbers(await store.list({ category: 'pets', sort: 'newest', page: 1, perPage: 5 })),
        ).toEqual([6]);
      });

      test('removes a product with its categories, unless its generation is later', async () => {
        await store.put(exampleListings, 2);
        await store.remove('product-6', 1);
        expect((await find('고양이')).total).toBe(1);
        await store.remove('product-6', 2);
        await store.remove('product-99', 2);
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
            const all = [1, 2, 3].map((number) => toListing(number, '', '', {}).productId);
            for (const id of all) await store.remove(id, 9);
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
            await store.put(listings, generation);
            await store.sweep(generation);
            const expected = listings.map(toId).sort(byProduct);
            const listed = (page: number) => store.list({ category: 'blocks', sort, page, perPage });
            const found = (page: number) =>
              store.search({ forms: toQueryForms('블록'), sort, page, perPage });
            for (const read of [listed, found]) {
              const count = Math.ceil(listings.length / perPage) + 1;
              const pages = await Promise.all(Array.from({ length: count }, (_, index) => read(index + 1)));
              expect(pages.flatMap((page) => page.ids.map(toId)).sort(byProduct)).toEqual(expected);
              expect(new Set(pages.map((page) => page.total))).toEqual(new Set([listings.length]));
            }
            expect(toNumbers(await listed(1))).toEqual(toNumbers(await found(1)));
          }),
          { numRuns: 40 },
        );
      });
    });
  });
}

function toHit({ productId, itemId, title }: Listing) {
  return { productId, itemId, title };
}

function toId({ productId, itemId }: ListingId) {
  return { productId, itemId };
}

function toNumbers(page: Pick<ListingPage, 'ids'>): number[] {
  return page.ids.map(({ productId }) => Number(productId.replace('product-', '')));
}

function byProduct(left: { productId: string }, right: { productId: string }): number {
  return left.productId.localeCompare(right.productId);
}
