import type { Language } from '@jogakbo/contracts/language';
import type { CheckoutView } from '@jogakbo/order-bff/contract';
import { methods } from '@jogakbo/order-bff/contract';
import { renderStatic } from '@jogakbo/ui/render';
import { CheckoutNotice } from './checkout-notice.tsx';
import { Pay } from './pay.tsx';
import { payTexts } from './pay-texts.ts';
import { renderCheckout } from './render-checkout.ts';

type Shown = { language: Language; view: CheckoutView };

/** The fragment `pay`. A draft that cannot be paid in Toss's window leads back to the checkout. */
export function renderPay({ language, view }: Shown): string {
  const { draft, payment } = view;
  if (!draft || draft.orderId) return renderCheckout({ language, view, test: false });
  const method = methods.find((each) => each === draft.form?.method);
  const { clientKey } = payment ?? {};
  if (payment?.provider !== 'toss' || !clientKey || !method) {
    const { notHere, back } = payTexts[language];
    const href = `/checkout?draft=${encodeURIComponent(draft.id)}`;
    return renderStatic(() => CheckoutNotice({ language, text: notHere, href, link: back }));
  }
  // Toss wants a new number for each attempt. Placing the order accepts only numbers that begin with the draft.
  const order = `${draft.id}-${crypto.randomUUID().slice(0, 8)}`;
  return renderStatic(() => Pay({ language, draft, clientKey, method, order }));
}
