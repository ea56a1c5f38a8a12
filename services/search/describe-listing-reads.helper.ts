import { beforeAll, describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import type { D1Like } from './d1-like.ts';
import { exampleListings, searches, toNumbers } from './example-listings.helper.ts';
import { toChoseong, toQueryForms } from './korean.ts';
import type { Listing, ListingStore, Sort } from './listing.ts';
import { createListingStore } from './listing-store.ts';

/** Tests of reading listings, for each database that the store runs on. @param createDatabase gives a new, migrated database */
export function describeListingReads(name: string, createDatabase: () => Promise<D1Like>): void {
  describe(`reading from the listing store on ${name}`, () => {
    let store: ListingStore;
    const find = (input: string, sort: Sort = 'relevance') =>
      store.search({ forms: toQueryForms(input), sort, page: 1, perPage: 50 });
    const suggest = async (input: string, limit = 5) =>
      (await store.suggest(toQueryForms(input), limit)).products;

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
      expect(none).toEqual({ ids: [], total: 0, page: 1 });
      const far = await store.list({ category: 'pets', sort: 'rating', page: 9, perPage: 5 });
      expect(far).toEqual({ ids: [], total: 1, page: 9 });
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
          const found = await find(initials);
          expect(found.reading).toBe('choseong');
          expect(found.ids).toContainEqual(toHit(listing));
        }),
      );
    });
  });
}

function toHit({ productId, itemId, title }: Listing) {
  return { productId, itemId, title };
}
