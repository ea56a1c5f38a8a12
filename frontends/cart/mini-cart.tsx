import type { Language } from '@jogakbo/contracts/language';
import { texts } from './texts.ts';

export function MiniCart(props: { language: Language; count: number }) {
  const text = () => texts[props.language];
  return (
    <a class="mini" href="/cart">
      <svg
        width="24"
        height="24"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        aria-hidden="true"
      >
        <path d="M2 3h3l2.5 12h11l2.5-9H6" />
        <circle cx="9" cy="19.5" r="1.5" />
        <circle cx="17" cy="19.5" r="1.5" />
      </svg>
      <span class="word">{text().cart}</span>{' '}
      <b class="count" aria-hidden="true">
        {props.count}
      </b>
      <span class="visually-hidden">, {text().count(props.count)}</span>
    </a>
  );
}
