import { buyBox } from '@jogakbo/contracts/forms';
import type { Language } from '@jogakbo/contracts/language';
import { Show } from 'solid-js';
import { type StartProblem, texts } from './texts.ts';

/** A button in the cart team's buy box. It buys the same item and quantity without the cart. */
export function BuyNow(props: { language: Language; soldOut: boolean; problem?: StartProblem }) {
  const text = () => texts[props.language];
  return (
    <div class="now">
      <button
        type="submit"
        form={buyBox}
        formaction="/checkout/start"
        class="button button-now"
        disabled={props.soldOut}
        aria-describedby={props.problem ? 'buy-now-message' : undefined}
      >
        {props.soldOut ? text().soldOut : text().buyNow}
      </button>
      <Show when={props.problem}>
        {(problem) => (
          <p id="buy-now-message" class="wrong" role="alert">
            {text().startProblems[problem()]}
          </p>
        )}
      </Show>
    </div>
  );
}
