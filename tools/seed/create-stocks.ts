import type { Price } from './catalogue-types.ts';
import { fixtures } from './fixtures.ts';
import { createRandom } from './random.ts';

/** The number of pieces of an item. */
export type ItemStock = { itemId: string; productId: string; available: number };

const { reference, manyOptions } = fixtures;
const stated = new Map<string, number>([
  [reference.itemIds[0], 3],
  [manyOptions.itemIds[1], 2],
  [manyOptions.itemIds[3], 0],
]);
const fixed = new Set<string>(Object.values(fixtures).flatMap(({ itemIds }) => [...itemIds]));

/**
 * Makes the first stock of each item from its id alone. Most items have plenty, some are nearly sold out, and a few are sold out.
 */
export function createStocks(prices: Pick<Price, 'itemId' | 'productId'>[], seed = 51862822): ItemStock[] {
  return prices.map(({ itemId, productId }) => ({ itemId, productId, available: toAvailable(itemId, seed) }));
}

function toAvailable(itemId: string, seed: number): number {
  const random = createRandom(seed, `stock ${itemId}`);
  const share = random.next();
  const plenty = random.integer(20, 400);
  if (fixed.has(itemId)) return stated.get(itemId) ?? plenty;
  if (share < 0.02) return 0;
  return share < 0.08 ? random.integer(1, 4) : plenty;
}
