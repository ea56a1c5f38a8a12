import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import { For, type JSX } from 'solid-js';
import { ProductCard } from './product-card.tsx';

type CardListProps<Listed extends Card> = {
  language: Language;
  cards: Listed[];
  /** How many pictures are on the first screen, and load at once. The default is none. */
  seenAtOnce?: number;
  /** The title of a card as markup, for example with marked search words. The default is the card's own title. */
  titleOf?: (card: Listed) => JSX.Element;
};

/** A list of products. Their titles are Korean on every page. */
export function CardList<Listed extends Card>(props: CardListProps<Listed>) {
  const titleOf = (card: Listed) =>
    props.titleOf?.(card) ?? (props.language === 'ko' ? card.title : <span lang="ko">{card.title}</span>);
  return (
    <ul class="cards">
      <For each={props.cards}>
        {(card, index) => (
          <ProductCard
            language={props.language}
            card={card}
            title={titleOf(card)}
            eager={index() < (props.seenAtOnce ?? 0)}
            first={index() === 0 && (props.seenAtOnce ?? 0) > 0}
          />
        )}
      </For>
    </ul>
  );
}
