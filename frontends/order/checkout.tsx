import { toWon } from '@jogakbo/ui/price.tsx';
import { Show } from 'solid-js';
import { AddressFields } from './address-fields.tsx';
import type { CheckoutProblem } from './checkout-form.ts';
import type { CheckoutProps } from './checkout-props.ts';
import { checkoutTexts } from './checkout-texts.ts';
import { CouponFields } from './coupon-fields.tsx';
import { Lines } from './lines.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { TotalList } from './total-list.tsx';

/** The checkout page, which is one form. */
export function Checkout(props: CheckoutProps) {
  const text = () => checkoutTexts[props.language];
  const snapshot = () => props.view.draft.snapshot;
  const total = () => toWon(snapshot().totals.total, props.language);
  const payable = () => props.view.payment?.provider !== null;
  const general = () => (payable() ? props.problems.find((each) => isGeneral(each)) : 'no-provider');
  const short = () => props.view.short.length > 0;
  return (
    <form class="checkout" method="post" action="/checkout" novalidate aria-labelledby="checkout-heading">
      <input type="hidden" name="draft" value={props.view.draft.id} />
      <input type="hidden" name="revision" value={snapshot().revision} />
      <h1 id="checkout-heading">{text().checkout}</h1>
      <div class="parts">
        <Show when={general()}>
          {(problem) => (
            <p class="notice wrong" role="alert" tabindex="-1" autofocus>
              {text().problems[problem()]}
            </p>
          )}
        </Show>
        <Show when={!props.view.draft.current}>
          <p class="notice">{text().stale}</p>
        </Show>
        <section class="part" aria-labelledby="checkout-address">
          <h2 id="checkout-address">{text().address}</h2>
          <AddressFields {...props} />
        </section>
        <section class="part" aria-labelledby="checkout-items">
          <h2 id="checkout-items">{text().items}</h2>
          <Lines
            language={props.language}
            lines={snapshot().lines}
            short={props.view.short}
            left={props.view.left}
          />
          <Show when={snapshot().missing.length > 0}>
            <p class="wrong">
              {text().missing(snapshot().missing.length)} <a href="/cart">{text().toCart}</a>
            </p>
          </Show>
          <Show when={short()}>
            <p>
              <a class="button" href={toSource(props.view.draft)}>
                {text().changeQuantity}
              </a>
            </p>
          </Show>
        </section>
        <section class="part" aria-labelledby="checkout-coupons">
          <h2 id="checkout-coupons">{text().coupons}</h2>
          <CouponFields {...props} />
        </section>
        <section class="part" aria-labelledby="checkout-payment">
          <h2 id="checkout-payment">{text().payment}</h2>
          <PaymentFields {...props} />
        </section>
      </div>
      <aside class="summary" aria-labelledby="checkout-summary">
        <h2 id="checkout-summary">{text().summary}</h2>
        <TotalList
          language={props.language}
          totals={snapshot().totals}
          coupons={snapshot().coupons}
          changed={props.total !== undefined}
        />
        <Show when={props.total}>
          {(why) => (
            <p class="notice" classList={{ wrong: why() === 'changed' }} role="alert" tabindex="-1" autofocus>
              {why() === 'changed' ? text().changed(total()) : text().recounted}
            </p>
          )}
        </Show>
        <label class="agree">
          <input
            type="checkbox"
            name="agree"
            value="yes"
            checked={props.form.agree === 'yes'}
            aria-invalid={props.problems.includes('agree') ? 'true' : undefined}
            aria-describedby="checkout-agree-message"
          />
          <span>{text().agree}</span>
        </label>
        <p id="checkout-agree-message" class="wrong" role="alert">
          <Show when={props.problems.includes('agree')}>{text().problems.agree}</Show>
        </p>
        <Show when={payable()} fallback={<p class="notice wrong">{text().problems['no-provider']}</p>}>
          <button
            type="submit"
            name="intent"
            value="place"
            class="button button-main"
            disabled={snapshot().missing.length > 0 || short()}
            aria-describedby={short() ? 'checkout-short-message' : undefined}
          >
            {text().place(total())}
          </button>
        </Show>
        <Show when={short()}>
          <p id="checkout-short-message" class="wrong">
            {text().problems.short}
          </p>
        </Show>
      </aside>
    </form>
  );
}

/** Whether the problem belongs to no field. */
function isGeneral(problem: CheckoutProblem): boolean {
  return ['missing', 'short', 'unknown', 'unavailable', 'no-provider', 'not-paid'].includes(problem);
}

/** The page on which the quantity can be changed. */
function toSource({ source, snapshot }: CheckoutProps['view']['draft']): string {
  const [line] = snapshot.lines;
  return source === 'cart' || !line ? '/cart' : `/products/${line.productId}?item=${line.itemId}`;
}
