import type { Card } from '@jogakbo/contracts/card';
import type { DeliveryService } from '@jogakbo/transport-service/contract';

/** A product as the product service describes it, with the item that lists show. */
export type CardProduct = Pick<Card, 'itemId' | 'title' | 'image' | 'badges'> & { id: string };

/** The data of the other owners about the products of a list. A field is undefined if its owner gave no answer. */
export type CardDetails = {
  prices?: readonly (NonNullable<Card['price']> & { itemId: string })[] | undefined;
  ratings?: readonly (NonNullable<Card['rating']> & { productId: string })[] | undefined;
  stocks?: readonly { itemId: string; level: NonNullable<Card['stock']> }[] | undefined;
  /** One for each delivery service. */
  promises?: readonly { service: DeliveryService; arrival: string }[] | undefined;
};

/** Makes the card of one product. Unknown data leaves a gap (null), never a wrong number. */
export function toCard(product: CardProduct, { prices, ratings, stocks, promises }: CardDetails): Card {
  const { id, itemId, title, image, badges } = product;
  const price = prices?.find((price) => price.itemId === itemId);
  const rating = ratings?.find(({ productId }) => productId === id);
  const stock = stocks?.find((stock) => stock.itemId === itemId)?.level ?? null;
  const service = badges[0] ?? 'standard';
  // A product that is sold out cannot be ordered, so it has no day of arrival.
  const promise = stock === 'out' ? undefined : promises?.find((promise) => promise.service === service);
  return {
    productId: id,
    itemId,
    title,
    image,
    badges,
    price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
    rating: rating ? { average: rating.average, count: rating.count } : null,
    stock,
    arrival: promise ? { day: promise.arrival, guaranteed: service !== 'standard' } : null,
  };
}
