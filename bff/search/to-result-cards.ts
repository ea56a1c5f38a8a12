import { type CardDetails, type CardProduct, toCard } from '@jogakbo/edge/to-card';
import { toCards } from '@jogakbo/edge/to-cards';
import type { Highlight, ResultCard } from './contract.ts';

/** What is known of the products of a list; `products` is null where their team could not be reached. */
export type Details = CardDetails & { products: CardProduct[] | null };

type Hit = { productId: string; itemId: string; title: Highlight };

/** An empty square, which shows as the wash behind pictures. */
const noPicture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E";

/** Cards of what was found. Where the product team cannot be reached, the index knows the title at least. */
export function toResultCards(hits: readonly Hit[], { products, ...details }: Details): ResultCard[] {
  if (!products) {
    // How it travels is not known either, so nothing is promised.
    const known = { ...details, promises: undefined };
    return hits.map(({ productId, itemId, title }) => {
      const product = { id: productId, itemId, title: toText(title), image: noPicture, badges: [] };
      return { ...toCard(product, known), highlight: title };
    });
  }
  const titleOf = new Map(hits.map(({ productId, title }) => [productId, title]));
  return toCards(hits, products, details).map((card) => {
    const marked = titleOf.get(card.productId) as Highlight;
    // The index may lag behind a product that was renamed.
    const current = toText(marked) === card.title;
    return { ...card, highlight: current ? marked : [{ text: card.title, match: false }] };
  });
}

function toText(title: Highlight): string {
  return title.map(({ text }) => text).join('');
}
