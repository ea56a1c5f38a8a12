import type { CartView } from '@jogakbo/cart-bff/contract';
import type { Language } from '@jogakbo/contracts/language';
import { toWon } from '@jogakbo/ui/price.tsx';
import { Show } from 'solid-js';
import { texts } from './texts.ts';

/** The total and the checkout button. They stay at the lower edge of the screen, even if the cart is long. */
export function Summary(props: { language: Language; cart: CartView }) {
  const text = () => texts[props.language];
  return (
    <div class="summary">
      <dl class="totals">
        <Show when={props.cart.saved > 0}>
          <div>
            <dt>{text().saved}</dt>
            <dd>{toWon(props.cart.saved, props.language)}</dd>
          </div>
        </Show>
        <div class="total">
          <dt>{text().total}</dt>
          <dd>{toWon(props.cart.total, props.language)}</dd>
        </div>
      </dl>
      <Show when={!props.cart.priced}>
        <p class="note">{text().unpriced}</p>
      </Show>
      <Show
        when={props.cart.orderable}
        fallback={
          <>
            <p id="cart-blocked" class="wrong">
              {text().notOrderable}
            </p>
            <button type="button" class="button button-main" disabled aria-describedby="cart-blocked">
              {text().checkOut}
            </button>
          </>
        }
      >
        <a class="button button-main" href="/checkout">
          {text().checkOut}
        </a>
      </Show>
    </div>
  );
}
