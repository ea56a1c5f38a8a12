import { expect, test } from 'bun:test';
import fc from 'fast-check';
import type { CardProduct } from './to-card.ts';
import { toCards } from './to-cards.ts';

const toProduct = (id: string): CardProduct => ({
  ...{ id, itemId: `${id}0`, title: `상품 ${id}`, image: '', badges: [] },
});
const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String));

test('cards are in the order of the list, each with its own product, without products that are gone', () => {
  fc.assert(
    fc.property(someIds, someIds, (listed, sold) => {
      const list = listed.map((productId) => ({ productId }));
      const cards = toCards(list, sold.map(toProduct), {});
      expect(cards.map(({ productId }) => productId)).toEqual(listed.filter((id) => sold.includes(id)));
      for (const { productId, title } of cards) expect(title).toBe(`상품 ${productId}`);
    }),
  );
});
