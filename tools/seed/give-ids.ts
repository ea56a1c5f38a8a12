import type { Price, Product } from './catalogue-types.ts';
import type { Random } from './random.ts';
import { showcase } from './showcase.ts';

/** Gives generated products and their items unique ids, which the showcase does not use either. */
export function giveIds(random: Random, entries: { product: Product; prices: Price[] }[]) {
  const taken = new Set(
    showcase.flatMap(({ product }) => [product.id, ...product.options.map(({ itemId }) => itemId)]),
  );
  const createId = (low: number, high: number) => {
    let id = String(random.integer(low, high));
    while (taken.has(id)) id = String(random.integer(low, high));
    taken.add(id);
    return id;
  };
  for (const { product, prices } of entries) {
    product.id = createId(10_000_000, 99_999_999);
    product.options.forEach((option, index) => {
      option.itemId = createId(100_000_000, 999_999_999);
      Object.assign(prices[index]!, { productId: product.id, itemId: option.itemId });
    });
  }
}
