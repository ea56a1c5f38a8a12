import type { Language } from '@jogakbo/contracts/language';
import { toCouponCode } from '@jogakbo/contracts/text-rules';
import type { CheckoutView } from '@jogakbo/order-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import { Checkout } from './checkout.tsx';
import { type FilledForm, fromKeptForm, toCheckoutForm } from './checkout-form.ts';
import { CheckoutNotice } from './checkout-notice.tsx';
import type { CheckoutProps } from './checkout-props.ts';
import { checkoutTexts } from './checkout-texts.ts';

type Shown = {
  language: Language;
  view: CheckoutView;
  test: boolean;
  /** The filled-in form, if there is one. */
  form?: FilledForm;
} & Partial<Pick<CheckoutProps, 'problems' | 'total'>>;

/** The fragment `checkout`. */
export function renderCheckout({ language, view, form, problems = [], total, test }: Shown): string {
  const { draft } = view;
  const text = checkoutTexts[language];
  if (draft?.orderId) {
    const notice = { text: text.ordered, href: `/orders/${draft.orderId}`, link: text.toOrder };
    return renderStatic(() => CheckoutNotice({ language, ...notice }));
  }
  if (!draft) {
    const notice = { text: text.nothing, href: '/', link: text.browse };
    return renderStatic(() => CheckoutNotice({ language, ...notice }));
  }
  const shown = { ...view, draft };
  const filled = form ?? (draft.form ? fromKeptForm(draft.form) : toEmptyForm(view));
  return renderStatic(() =>
    Checkout({ language, view: shown, form: tick(filled, draft.snapshot), problems, total, test }),
  );
}

function toEmptyForm({ addresses }: CheckoutView): FilledForm {
  return { ...toCheckoutForm('method=card&save=yes'), address: addresses[0]?.id ?? 'new' };
}

/** A typed code that is valid becomes a ticked box. The box of a refused coupon is no longer ticked. */
function tick(form: FilledForm, { coupons, refused }: Snapshot): FilledForm {
  const used = coupons.map(({ code }) => code);
  const typed = toCouponCode(form.code);
  return {
    ...form,
    coupons: [...new Set([...form.coupons, ...used])].filter(
      (code) => !refused.some((each) => each.code === code),
    ),
    code: used.includes(typed) ? '' : form.code,
  };
}

type Snapshot = NonNullable<CheckoutView['draft']>['snapshot'];
