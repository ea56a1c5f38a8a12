import type { Card } from '@jogakbo/contracts/card';

type Product = Pick<Card, 'title' | 'image' | 'badges'> & { id: string; itemId: string };

/** What the owners tell of the products of a list; left out where one could not be reached. */
export type CardDetails = {
  prices?: (NonNullable<Card['price']> & { productId: string })[] | undefined;
  ratings?: (NonNullable<Card['rating']> & { productId: string })[] | undefined;
  stocks?: { itemId: string; level: NonNullable<Card['stock']> }[] | undefined;
  /** One for each way of delivery. */
  promises?: { service: 'rocket' | 'rocket-overseas' | 'standard'; arrival: string }[] | undefined;
};

/** A product as lists show it. What is not known leaves a gap, never a wrong number. */
export function toCard(product: Product, { prices, ratings, stocks, promises }: CardDetails): Card {
  const { id, itemId, title, image, badges } = product;
  const price = prices?.find(({ productId }) => productId === id);
  const rating = ratings?.find(({ productId }) => productId === id);
  const stock = stocks?.find((stock) => stock.itemId === itemId);
  const service = badges[0] ?? 'standard';
  const promise = promises?.find((promise) => promise.service === service);
  return {
    ...{ productId: id, itemId, title, image, badges },
    price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
    rating: rating ? { average: rating.average, count: rating.count } : null,
    stock: stock?.level ?? null,
    arrival: promise ? { day: promise.arrival, guaranteed: service !== 'standard' } : null,
  };
}
