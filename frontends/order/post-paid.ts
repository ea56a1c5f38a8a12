import { call } from '@jogakbo/edge/call';
import { readForm } from '@jogakbo/edge/read-form';
import { CheckoutView, paths } from '@jogakbo/order-bff/contract';
import { fromKeptForm } from './checkout-form.ts';
import type { OrderRequest } from './order-request.ts';
import { placeOrder } from './post-checkout.ts';
import { showCheckout } from './show-checkout.ts';

/**
 * Places the order whose payment the shopper has approved in Toss's window. If it is refused, nothing was paid, as only the order's saga
 * confirms the payment.
 */
export async function postPaid(c: OrderRequest): Promise<Response> {
  const paid = await readForm(c.req, ['draft', 'revision', 'paymentKey', 'orderId', 'amount']);
  const page = `/checkout?draft=${encodeURIComponent(paid.draft)}`;
  if (!c.var.identity?.member) {
    const next = `/checkout/paid?${new URLSearchParams(paid)}`;
    return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
  }
  const view = await call(c, c.env.BFF, paths.checkout({ draft: paid.draft }), CheckoutView, {
    identified: true,
  });
  if (!view.ok) return view.status >= 500 ? new Response(null, { status: 503 }) : c.redirect(page, 303);
  const { draft } = view.value;
  if (draft?.orderId) return c.redirect(`/orders/${draft.orderId}`, 303);
  if (!draft?.form) return c.redirect(page, 303);
  const form = { ...fromKeptForm(draft.form), draft: draft.id, revision: paid.revision };
  if (!paid.paymentKey) return showCheckout(c, form, { status: 422, problems: ['not-paid'] });
  // The order would be refused for its revision, too. This also holds if Toss has another amount than the shop.
  if (Number(paid.amount) !== draft.snapshot.totals.total)
    return showCheckout(c, form, { status: 409, total: 'changed' });
  return placeOrder(c, form, { token: paid.paymentKey, reference: paid.orderId });
}
