import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { createStocks } from '../../tools/seed/create-stocks.ts';
import type { Wanted } from './create-customer.ts';

/** Pieces of an item that are enough for all customers of the bench. */
const enough = 50;

/** Lists products with enough stock, one item of each. @param count the products of the shop, by default those of the seed */
export function listWanted(count?: number): Wanted[] {
  const { products, prices } = createCatalogue(undefined, count);
  const stocked = new Set(
    createStocks(prices)
      .filter(({ available }) => available >= enough)
      .map(({ itemId }) => itemId),
  );
  return products.flatMap(({ id, title, options }) => {
    const item = options.find(({ itemId }) => stocked.has(itemId));
    return item ? [{ productId: id, itemId: item.itemId, title }] : [];
  });
}
