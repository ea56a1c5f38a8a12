import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import type { ShelfName } from '@jogakbo/product-bff/contract';
import { CardList } from '@jogakbo/ui/card-list.tsx';
import { texts } from './texts.ts';

/** The number of pictures of the first shelf on a wide screen without scrolling. */
const seenAtOnce = 6;

export function Shelf(props: { language: Language; shelf: ShelfName; cards: Card[] }) {
  const heading = () => `shelf-${props.shelf}-heading`;
  return (
    <section class="shelf" aria-labelledby={heading()}>
      <h2 id={heading()}>{texts[props.language].shelves[props.shelf]}</h2>
      <CardList
        language={props.language}
        cards={props.cards}
        seenAtOnce={props.shelf === 'popular' ? seenAtOnce : 0}
      />
    </section>
  );
}
