import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';

type PriceProps = {
  language: Language;
  list: number;
  final: number;
  /** The percentage that the pricing service states. It is never computed here. */
  discountPercent: number;
};

/** A price in one line: discount, crossed-out list price, final price. */
export function Price(props: PriceProps) {
  return (
    <span class="price">
      <Show when={props.discountPercent > 0}>
        <b class="price-off">{props.discountPercent}%</b>{' '}
        <del class="price-list">
          <span class="visually-hidden">{props.language === 'ko' ? '정가 ' : 'List price '}</span>
          {toWon(props.list, props.language)}
        </del>{' '}
      </Show>
      <strong class="price-final">{toWon(props.final, props.language)}</strong>
    </span>
  );
}

/** An amount of money as text: `10,390원`, or `₩10,390` in English. */
export function toWon(amount: number, language: Language): string {
  const digits = String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
  return language === 'ko' ? `${digits}원` : `₩${digits}`;
}
