import type { MemberCoupon } from '@jogakbo/order-bff/contract';
import { toWon } from '@jogakbo/ui/price.tsx';
import { toTextLanguage } from '@jogakbo/ui/to-text-language';
import { For, Show } from 'solid-js';
import type { CheckoutProps } from './checkout-props.ts';
import { checkoutTexts } from './checkout-texts.ts';
import { toDate } from './to-day.ts';

type Offer = { code: string; name: string } & Partial<Omit<MemberCoupon, 'code' | 'name'>>;

/** The coupons of the order, and the button that shows the total with them. */
export function CouponFields(props: CheckoutProps) {
  const text = () => checkoutTexts[props.language];
  const refused = () => props.view.draft.snapshot.refused;
  /** The member's coupons and the typed ones. */
  const offers = (): Offer[] => {
    const { coupons } = props.view;
    const used = props.view.draft.snapshot.coupons.filter(
      ({ code }) => !coupons.some((each) => each.code === code),
    );
    return [...coupons, ...used.map(({ code, name, amount }) => ({ code, name, off: amount }))];
  };
  const chosen = (code: string) => props.form.coupons.includes(code);
  const won = (amount: number) => toWon(amount, props.language);
  const toTerms = ({ off = 0, from = 0, expiresAt }: Offer) =>
    [
      off > 0 ? text().off(won(off)) : '',
      from > 0 ? text().from(won(from)) : '',
      expiresAt ? text().until(toDate(expiresAt, props.language)) : '',
    ]
      .filter((term) => term !== '')
      .join(' · ');
  return (
    <>
      <Show
        when={offers().length > 0}
        fallback={<p class="soft">{props.view.couponsKnown ? text().noCoupons : text().couponsAway}</p>}
      >
        <fieldset class="choices" aria-describedby="checkout-coupon-message">
          <legend class="visually-hidden">{text().coupons}</legend>
          <For each={offers()}>
            {(coupon) => (
              <label class="choice" classList={{ idle: coupon.off === 0 }}>
                <input
                  type="checkbox"
                  name="coupon"
                  value={coupon.code}
                  checked={chosen(coupon.code) && coupon.off !== 0}
                  disabled={coupon.off === 0}
                />
                <span>
                  <b lang={toTextLanguage(props.language, coupon.name)}>{coupon.name}</b>
                  <br />
                  <span class="soft">{toTerms(coupon)}</span>
                  <Show when={coupon.off === 0}>
                    <br />
                    <span class="idle-reason">{text().refusals[coupon.refusal ?? 'free-delivery']}</span>
                  </Show>
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
          aria-invalid={refused().length > 0 || props.problems.includes('guesses') ? 'true' : undefined}
          aria-describedby="checkout-coupon-message"
        />
      </div>
      <p id="checkout-coupon-message" class="wrong" role="alert">
        <For each={refused()}>
          {({ code, reason, detail }) => (
            <span class="refusal">
              {code}: {text().refusals[detail === 'free-delivery' ? detail : reason]}
            </span>
          )}
        </For>
        <Show when={props.problems.includes('guesses')}>{text().problems.guesses}</Show>
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
