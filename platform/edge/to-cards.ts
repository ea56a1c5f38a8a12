import type { Card } from '@jogakbo/contracts/card';
import { type CardDetails, type CardProduct, toCard } from './to-card.ts';

/** Cards in the order of `list`, whatever the order of `products`. What is no longer sold has none. */
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
