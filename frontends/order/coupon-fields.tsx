import { toWon } from '@jogakbo/ui/price.tsx';
import { For, Show } from 'solid-js';
import type { CheckoutProps } from './checkout.tsx';
import { checkoutTexts } from './checkout-texts.ts';
import { toDate } from './to-day.ts';

/** Which coupons are used, and the button that shows what it comes to with them. */
export function CouponFields(props: CheckoutProps) {
  const text = () => checkoutTexts[props.language];
  const refused = () => props.view.draft.snapshot.refused;
  const chosen = (code: string) => props.form.coupons.includes(code);
  return (
    <>
      <Show when={props.view.coupons.length > 0} fallback={<p class="soft">{text().noCoupons}</p>}>
        <fieldset class="choices" aria-describedby="checkout-coupon-message">
          <legend class="visually-hidden">{text().coupons}</legend>
          <For each={props.view.coupons}>
            {(coupon) => (
              <label class="choice">
                <input type="checkbox" name="coupon" value={coupon.code} checked={chosen(coupon.code)} />
                <span>
                  <b>{coupon.name}</b>
                  <br />
                  <span class="soft">
                    <Show when={coupon.from > 0}>
                      {text().from(toWon(coupon.from, props.language))}
                      {' · '}
                    </Show>
                    {text().until(toDate(coupon.expiresAt, props.language))}
                  </span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <div class="field">
        <label for="checkout-code">{text().code}</label>
        <input
          id="checkout-code"
          name="code"
          value={props.form.code}
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          aria-invalid={refused().length > 0 ? 'true' : undefined}
          aria-describedby="checkout-coupon-message"
        />
      </div>
      <p id="checkout-coupon-message" class="wrong" role="alert">
        <For each={refused()}>
          {({ code, reason }) => (
            <span class="refusal">
              {code}: {text().refusals[reason]}
            </span>
          )}
        </For>
        <Show when={refused().length === 0 && props.problems.includes('coupon')}>
          {text().problems.coupon}
        </Show>
      </p>
      <button type="submit" name="intent" value="recount" class="button">
        {text().recount}
      </button>
    </>
  );
}
