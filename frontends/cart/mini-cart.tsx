import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { keyField } from './key.ts';
import { texts } from './texts.ts';

type MiniCartProps = {
  language: Language;
  count: number;
  /** The key of a page with a buy box. It belongs to that form, whose HTML is shared among visitors and so cannot contain a key. */
  pageKey: string | undefined;
};

export function MiniCart(props: MiniCartProps) {
  const text = () => texts[props.language];
  return (
    <>
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
        <span class="visually-hidden-below-60">{text().cart}</span>{' '}
        <b class="count" aria-hidden="true">
          {props.count}
        </b>
        <span class="visually-hidden">, {text().count(props.count)}</span>
      </a>
      <Show when={props.pageKey}>
        {(key) => <input type="hidden" name={keyField} value={key()} form={buyBox} />}
      </Show>
    </>
  );
}
