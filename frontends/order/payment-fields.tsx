import { methods } from '@jogakbo/order-bff/contract';
import { For, Show } from 'solid-js';
import type { CheckoutProps } from './checkout-props.ts';
import { checkoutTexts } from './checkout-texts.ts';
import { texts } from './texts.ts';

/** The local payment provider approves this token. */
export const approved = 'tok_ok';

/**
 * The payment method. The local provider's token is in the form, and in a test shop the tester can choose its outcome. Toss gives its token in
 * the next step.
 */
export function PaymentFields(props: CheckoutProps) {
  const text = () => checkoutTexts[props.language];
  const wrong = () => props.problems.includes('method');
  return (
    <>
      <fieldset class="choices methods" aria-describedby="checkout-method-message">
        <legend class="visually-hidden">{text().payment}</legend>
        <For each={methods}>
          {(method) => (
            <label class="choice">
              <input
                type="radio"
                name="method"
                value={method}
                checked={props.form.method === method}
                aria-invalid={wrong() ? 'true' : undefined}
              />
              <span>{texts[props.language].methods[method]}</span>
            </label>
          )}
        </For>
      </fieldset>
      <p id="checkout-method-message" class="wrong" role="alert">
        <Show when={wrong()}>{text().problems.method}</Show>
      </p>
      <Show when={props.view.payment?.provider === 'local' && !props.test}>
        <input type="hidden" name="token" value={approved} />
      </Show>
      <Show when={props.view.payment?.provider === 'local' && props.test}>
        <div class="field">
          <label for="checkout-token">{text().testOutcome}</label>
          <select id="checkout-token" name="token">
            <For each={text().outcomes}>
              {([token, name]) => (
                <option value={token} selected={(props.form.token || approved) === token}>
                  {name}
                </option>
              )}
            </For>
          </select>
        </div>
      </Show>
    </>
  );
}
