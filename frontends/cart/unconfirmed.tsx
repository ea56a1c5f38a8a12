import type { Language } from '@jogakbo/contracts/language';
import { For } from 'solid-js';
import type { Refusal } from './post-item.ts';
import { texts, toProblemText } from './texts.ts';

type UnconfirmedProps = {
  language: Language;
  refusal: Refusal;
  /** The address of the posted form. Its key makes a second post change the cart only once. */
  action: string;
  fields: [name: string, value: string][];
};

/** Replaces the cart page while the cart can be neither changed nor shown. It offers the same form, to be sent again. */
export function Unconfirmed(props: UnconfirmedProps) {
  const text = () => texts[props.language];
  return (
    <div class="cart">
      <h1>{text().cart}</h1>
      <p class="wrong" role="alert">
        {toProblemText(props.language, props.refusal)}
      </p>
      <form method="post" action={props.action}>
        <For each={props.fields}>{([name, value]) => <input type="hidden" name={name} value={value} />}</For>
        <button type="submit" class="button button-main">
          {text().again}
        </button>
      </form>
    </div>
  );
}
