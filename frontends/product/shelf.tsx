import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import type { ShelfName } from '@jogakbo/product-bff/contract';
import { ProductCard } from '@jogakbo/ui/product-card.tsx';
import { For } from 'solid-js';
import { texts } from './texts.ts';
import { toDataLanguage } from './to-data-language.ts';

/** The number of pictures of the first shelf on a wide screen without scrolling. */
const seenAtOnce = 6;

export function Shelf(props: { language: Language; shelf: ShelfName; cards: Card[] }) {
  const heading = () => `shelf-${props.shelf}-heading`;
  const isFirst = () => props.shelf === 'popular';
  return (
    <section class="shelf" aria-labelledby={heading()}>
      <h2 id={heading()}>{texts[props.language].shelves[props.shelf]}</h2>
      <ul class="cards">
        <For each={props.cards}>
          {(card, index) => (
            <ProductCard
              language={props.language}
              card={card}
              title={<span lang={toDataLanguage(props.language)}>{card.title}</span>}
              eager={isFirst() && index() < seenAtOnce}
              first={isFirst() && index() === 0}
            />
          )}
        </For>
      </ul>
    </section>
  );
}
