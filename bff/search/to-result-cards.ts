import type { Card } from '@jogakbo/contracts/card';
import type { Highlight, ResultCard } from './contract.ts';

type Hit = { productId: string; title: Highlight };

/** Marks in the title of each card what was searched for, as the index found it. */
export function toResultCards(hits: readonly Hit[], cards: readonly Card[]): ResultCard[] {
  const titleOf = new Map(hits.map(({ productId, title }) => [productId, title]));
  return cards.map((card) => {
    const marked = titleOf.get(card.productId) as Highlight;
    // The index may lag behind a product that was renamed.
    const current = toText(marked) === card.title;
    return { ...card, highlight: current ? marked : [{ text: card.title, match: false }] };
  });
}

/** Returns the title without its marks. */
export function toText(title: Highlight): string {
  return title.map(({ text }) => text).join('');
}
