import type { Card } from '@jogakbo/contracts/card';
import type { Price } from '@jogakbo/pricing-service/contract';
import type { ProductSummary } from '@jogakbo/product-service/contract';
import type { RatingSummary } from '@jogakbo/review-service/contract';

type ListingId = { productId: string; itemId: string };

/** Cards in the order of `ids`. A product that is no longer sold has none; a price or rating that is not known is a gap. */
export function toCards(
  ids: ListingId[],
  products: ProductSummary[],
  prices: Price[],
  ratings: RatingSummary[],
): Card[] {
  const productOf = new Map(products.map((product) => [product.id, product]));
  const priceOf = new Map(prices.map((price) => [price.itemId, price]));
  const ratingOf = new Map(ratings.map((rating) => [rating.productId, rating]));
  return ids.flatMap(({ productId, itemId }): Card[] => {
    const product = productOf.get(productId);
    if (!product) return [];
    const { title, image, badges } = product;
    const price = priceOf.get(itemId);
    const rating = ratingOf.get(productId);
    return [
      {
        ...{ productId, itemId, title, image, badges },
        price: price
          ? { list: price.list, final: price.final, discountPercent: price.discountPercent }
          : null,
        rating: rating ? { average: rating.average, count: rating.count } : null,
      },
    ];
  });
}
