import type { Language } from '@jogakbo/contracts/language';
import type { CheckoutView } from '@jogakbo/order-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import { Checkout, type CheckoutProps } from './checkout.tsx';
import { type CheckoutForm, readCheckoutForm } from './checkout-form.ts';
import { CheckoutNotice } from './checkout-notice.tsx';
import { checkoutTexts } from './checkout-texts.ts';

type Shown = {
  language: Language;
  view: CheckoutView;
  test: boolean;
  /** What was filled in already. */
  form?: CheckoutForm;
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
  return renderStatic(() =>
    Checkout({ language, view: shown, form: form ?? toEmptyForm(view), problems, total, test }),
  );
}

function toEmptyForm({ addresses }: CheckoutView): CheckoutForm {
  return { ...readCheckoutForm('method=card'), address: addresses[0]?.id ?? 'new' };
}
