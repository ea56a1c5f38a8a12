import type { Card } from '@jogakbo/contracts/card';
import { type CardDetails, type CardProduct, toCard } from './to-card.ts';

/**
 * Makes the cards of a list.
 *
 * @param products in any order; a product of the list that is missing here has no card
 * @returns cards in the order of `list`
 */
export function toCards(
  list: readonly { productId: string }[],
  products: readonly CardProduct[],
  details: CardDetails,
): Card[] {
  const productOf = new Map(products.map((product) => [product.id, product]));
  return list.flatMap(({ productId }) => {
    const product = productOf.get(productId);
    return product ? [toCard(product, details)] : [];
  });
}
