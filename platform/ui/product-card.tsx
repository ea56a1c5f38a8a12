import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import { For, type JSX, Show } from 'solid-js';
import { Price } from './price.tsx';
import { Stars } from './stars.tsx';

type ProductCardProps = {
  language: Language;
  card: Card;
  /** The title as markup, such as one with search words marked; the card's own where left out. */
  title?: JSX.Element;
  /** Whether the picture is among the first on the page. */
  eager?: boolean;
  /** Whether it is the first picture of the page's main list. */
  first?: boolean;
};

const badges = {
  ko: { rocket: '로켓배송', 'rocket-overseas': '로켓직구' },
  en: { rocket: 'Rocket delivery', 'rocket-overseas': 'Rocket overseas' },
};

/** A product in a list: one link, picture first. Stands in a `<ul class="cards">` as a `<li>`. */
export function ProductCard(props: ProductCardProps) {
  return (
    <li class="card">
      <a href={`/products/${props.card.productId}?item=${props.card.itemId}`}>
        <img
          class="card-picture"
          src={props.card.image}
          alt=""
          width="240"
          height="240"
          loading={props.eager ? 'eager' : 'lazy'}
          fetchpriority={props.first ? 'high' : undefined}
          decoding="async"
        />
        <span class="card-title">{props.title ?? props.card.title}</span>
        <Show when={props.card.price}>{(price) => <Price language={props.language} {...price()} />}</Show>
        <For each={props.card.badges}>
          {(badge) => <span class={`badge badge-${badge}`}>{badges[props.language][badge]}</span>}
        </For>
        <Show when={props.card.rating?.count ? props.card.rating : null}>
          {(rating) => (
            <span class="card-rating">
              <Stars language={props.language} rating={rating().average} /> <span>({rating().count})</span>
            </span>
          )}
        </Show>
      </a>
    </li>
  );
}
