import type { Card } from '@jogakbo/contracts/card';

/** A product as its own team names it, with the item that lists show. */
export type CardProduct = Pick<Card, 'itemId' | 'title' | 'image' | 'badges'> & { id: string };

/** What the other teams know of the products of a list; left out where one could not be reached. */
export type CardDetails = {
  prices?: readonly (NonNullable<Card['price']> & { itemId: string })[] | undefined;
  ratings?: readonly (NonNullable<Card['rating']> & { productId: string })[] | undefined;
  stocks?: readonly { itemId: string; level: NonNullable<Card['stock']> }[] | undefined;
  /** One for each way of delivery. */
  promises?: readonly { service: 'rocket' | 'rocket-overseas' | 'standard'; arrival: string }[] | undefined;
};

/** A product as lists show it. What is not known leaves a gap, never a wrong number. */
export function toCard(product: CardProduct, { prices, ratings, stocks, promises }: CardDetails): Card {
  const { id, itemId, title, image, badges } = product;
  const price = prices?.find((price) => price.itemId === itemId);
  const rating = ratings?.find(({ productId }) => productId === id);
  const stock = stocks?.find((stock) => stock.itemId === itemId)?.level ?? null;
  const service = badges[0] ?? 'standard';
  // What cannot be ordered now does not arrive.
  const promise = stock === 'out' ? undefined : promises?.find((promise) => promise.service === service);
  return {
    ...{ productId: id, itemId, title, image, badges },
    price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
    rating: rating ? { average: rating.average, count: rating.count } : null,
    stock,
    arrival: promise ? { day: promise.arrival, guaranteed: service !== 'standard' } : null,
  };
}
