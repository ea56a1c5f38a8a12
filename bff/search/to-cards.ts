import type { Card } from '@jogakbo/contracts/card';
import type { Price } from '@jogakbo/pricing-service/contract';
import type { ProductSummary } from '@jogakbo/product-service/contract';
import type { RatingSummary } from '@jogakbo/review-service/contract';
import type { Highlight, ResultCard } from './contract.ts';

/** Each null where its team could not be reached. */
export type Details = {
  products: ProductSummary[] | null;
  prices: Price[] | null;
  ratings: RatingSummary[] | null;
};

type Id = { productId: string; itemId: string };
type Hit = Id & { title: Highlight };

/** An empty square, which shows as the wash behind pictures. */
const noPicture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E";

/** Cards in the order of the list; what the product team no longer sells, or cannot name now, is left out. */
export function toCards(list: readonly Id[], details: Details): Card[] {
  const productOf = new Map(details.products?.map((product) => [product.id, product]));
  return list.flatMap(({ productId }) => {
    const product = productOf.get(productId);
    return product ? [toCard(product, details)] : [];
  });
}

/** Cards of what was found. Where the product team cannot be reached, the index knows the title at least. */
export function toResultCards(hits: readonly Hit[], details: Details): ResultCard[] {
  const { products } = details;
  if (!products) {
    return hits.map(({ productId, itemId, title }) => {
      const known = { id: productId, itemId, title: toText(title), image: noPicture, badges: [] };
      return { ...toCard(known, details), highlight: title };
    });
  }
  const titleOf = new Map(hits.map(({ productId, title }) => [productId, title]));
  return toCards(hits, details).map((card) => {
    const marked = titleOf.get(card.productId) as Highlight;
    // The index may lag behind a product that was renamed.
    const current = toText(marked) === card.title;
    return { ...card, highlight: current ? marked : [{ text: card.title, match: false }] };
  });
}

type Known = Pick<ProductSummary, 'id' | 'itemId' | 'title' | 'image' | 'badges'>;

function toCard({ id, itemId, title, image, badges }: Known, { prices, ratings }: Details): Card {
  const price = prices?.find(({ productId }) => productId === id);
  const rating = ratings?.find(({ productId }) => productId === id);
  return {
    ...{ productId: id, itemId, title, image, badges },
    price: price ? { list: price.list, final: price.final, discountPercent: price.discountPercent } : null,
    rating: rating ? { average: rating.average, count: rating.count } : null,
  };
}

function toText(title: Highlight): string {
  return title.map(({ text }) => text).join('');
}
