import type { Card } from '@jogakbo/contracts/card';
import type { Language } from '@jogakbo/contracts/language';
import { type JSX, Show } from 'solid-js';
import { Badges } from './badges.tsx';
import { Price } from './price.tsx';
import { Stars } from './stars.tsx';
import { toDayParts } from './to-day-parts.ts';

type ProductCardProps = {
  language: Language;
  card: Card;
  /** The title as markup, for example with marked search words. The default is the card's own title. */
  title?: JSX.Element;
  /** Whether the picture is among the first on the page. */
  eager?: boolean;
  /** Whether it is the first picture of the page's main list. */
  first?: boolean;
};

const texts = {
  ko: {
    stock: { low: '품절임박', out: '품절' },
    guaranteed: '도착 보장',
    expected: '도착 예정',
  },
  en: {
    stock: { low: 'Almost gone', out: 'Sold out' },
    guaranteed: 'guaranteed',
    expected: 'expected',
  },
};

/** A product in a list: one link with the picture first. It is a `<li>` for a `<ul class="cards">`. */
export function ProductCard(props: ProductCardProps) {
  const text = () => texts[props.language];
  const rare = () => (props.card.stock === 'in' ? null : props.card.stock);
  return (
    <li class={rare() === 'out' ? 'card card-out' : 'card'}>
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
        <Show when={rare()}>
          {(stock) => <span class={`card-stock card-stock-${stock()}`}>{text().stock[stock()]}</span>}
        </Show>
        <span class="card-title">{props.title ?? props.card.title}</span>
        <Show when={props.card.price}>{(price) => <Price language={props.language} {...price()} />}</Show>
        <Badges language={props.language} badges={props.card.badges} />
        <Show when={props.card.arrival}>
          {(arrival) => (
            <span class={arrival().guaranteed ? 'card-arrival card-guaranteed' : 'card-arrival'}>
              {toDay(arrival().day, props.language)}{' '}
              {arrival().guaranteed ? text().guaranteed : text().expected}
            </span>
          )}
        </Show>
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

/** The date and not `tomorrow`, because copies of lists are shown across midnight: `5/16(목)`. */
function toDay(day: string, language: Language): string {
  const { weekday, numbers } = toDayParts(day, language);
  return language === 'ko' ? `${numbers}(${weekday})` : `${numbers} (${weekday})`;
}
