import type { CartView } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { For, Show } from 'solid-js';
import { CartLine, selectionForm } from './cart-line.tsx';
import { EmptyCart } from './empty-cart.tsx';
import { keyField } from './key.ts';
import type { Refused } from './post-item.ts';
import { Remainder } from './remainder.tsx';
import { Summary } from './summary.tsx';
import { texts, toProblemText } from './texts.ts';

type LinesProps = {
  language: Language;
  cart: CartView;
  /** The key for all forms of the page. */
  pageKey: string;
  selected?: boolean;
  repeated?: boolean;
  refused?: Refused;
};

/** The cart page: a form for each line, check boxes to remove several lines, and totals that stay visible. */
export function Lines(props: LinesProps) {
  const text = () => texts[props.language];
  const refusedOf = (itemId: string) => (props.refused?.itemId === itemId ? props.refused : undefined);
  const general = () => {
    const inLine = props.cart.lines.some(({ itemId }) => refusedOf(itemId));
    return inLine ? undefined : props.refused;
  };
  return (
    <div class="cart">
      <h1>{text().cart}</h1>
      <Show when={props.repeated}>
        <p class="notice" role="status">
          {text().repeated}
        </p>
      </Show>
      <Show when={general()}>
        {(refused) => (
          <p class="wrong" role="alert">
            {toProblemText(props.language, refused())}
          </p>
        )}
      </Show>
      <Show when={props.cart.remainder.length > 0}>
        <Remainder language={props.language} lines={props.cart.remainder} pageKey={props.pageKey} />
      </Show>
      <Show when={props.cart.count > 0} fallback={<EmptyCart language={props.language} />}>
        <form id={selectionForm} class="selection" method="post" action="/cart/selection">
          <input type="hidden" name={keyField} value={props.pageKey} />
          <Show
            when={props.selected}
            fallback={
              <a class="button" href="/cart?selected=all">
                {text().selectAll}
              </a>
            }
          >
            <a class="button" href="/cart">
              {text().selectNone}
            </a>
          </Show>
          <button type="submit" class="button">
            {text().removeSelected}
          </button>
        </form>
        <ul class="lines">
          <For each={props.cart.lines}>
            {(line) => (
              <CartLine
                language={props.language}
                line={line}
                pageKey={props.pageKey}
                selected={props.selected ?? false}
                refused={refusedOf(line.itemId)}
              />
            )}
          </For>
        </ul>
        <Summary language={props.language} cart={props.cart} />
      </Show>
    </div>
  );
}
