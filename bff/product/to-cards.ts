import type { Card } from '@jogakbo/contracts/card';
import type { Price } from '@jogakbo/pricing-service/contract';
import type { ProductSummary } from '@jogakbo/product-service/contract';
import type { RatingSummary } from '@jogakbo/review-service/contract';

/** Products as lists show them, in the order given: what is missing from prices or ratings leaves a gap. */
export function toCards(products: ProductSummary[], prices: Price[], ratings: RatingSummary[]): Card[] {
  const priceOf = new Map(prices.map((price) => [price.productId, price]));
  const ratingOf = new Map(ratings.map((rating) => [rating.productId, rating]));
  return products.map(({ id, itemId, title, image, badges }) => {
    const price = priceOf.get(id);
    const rating = ratingOf.get(id);
    return {
      ...{ productId: id, itemId, title, image, badges },
      price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
      rating: rating ? { average: rating.average, count: rating.count } : null,
    };
  });
}
