import { call } from '@jogakbo/edge/call';
import { type CheckoutView, PlacedView, paths, SealedForm } from '@jogakbo/order-bff/contract';
import { type FilledForm, findProblems, toCheckoutForm, toKeptForm } from './checkout-form.ts';
import type { OrderRequest } from './order-request.ts';
import { approved } from './payment-fields.tsx';
import { quote, showCheckout } from './show-checkout.ts';
import { type PaymentProof, toPlaceInput } from './to-place-input.ts';
import { toRefusal } from './to-refusal.ts';

/** Places the order, leads to the page of the payment, or shows the form again with its problems or with a new total. */
export async function postCheckout(c: OrderRequest): Promise<Response> {
  const form = toCheckoutForm(await c.req.text());
  if (!c.var.identity?.member) return leadToLogin(c, form);
  if (form.intent === 'recount') return showCheckout(c, form, { status: 200, total: 'recounted' });
  const problems = findProblems(form);
  if (problems.length > 0) return showCheckout(c, form, { status: 422, problems });
  return form.token ? placeOrder(c, form, { token: form.token }) : chooseWay(c, form);
}

/** Places an order that the shopper has paid, or can pay without another step. */
export async function placeOrder(c: OrderRequest, form: FilledForm, proof: PaymentProof): Promise<Response> {
  const placed = await call(c, c.env.BFF, paths.orders, PlacedView, {
    method: 'POST',
    body: toPlaceInput(form, proof),
    identified: true,
  });
  if (placed.ok) return c.redirect(`/orders/${placed.value.id}`, 303);
  if (placed.reason === 'not-found') return c.redirect('/checkout', 303);
  return showCheckout(c, form, toRefusal(placed));
}

/** The form has no token: the shopper pays on another page, or nobody can pay. The form is kept with the draft. */
async function chooseWay(c: OrderRequest, form: FilledForm): Promise<Response> {
  const view = await quote(c, form, form.postcode);
  if (!view.ok) return showCheckout(c, form, toRefusal(view));
  const { draft, payment, short } = view.value;
  if (!draft) return c.redirect('/checkout', 303);
  if (draft.orderId) return c.redirect(`/orders/${draft.orderId}`, 303);
  if (payment?.provider === null) return showCheckout(c, form, { status: 503, problems: ['no-provider'] });
  if (payment?.provider === 'local') return placeOrder(c, form, { token: approved });
  if (!payment) return showCheckout(c, form, { status: 503, problems: ['unavailable'] });
  const wrong = findFault(draft, short);
  if (wrong) return showCheckout(c, form, { status: 409, problems: [wrong] });
  if (draft.snapshot.revision !== form.revision)
    return showCheckout(c, form, { status: 409, total: 'changed' });
  return c.redirect(`/checkout/pay?draft=${encodeURIComponent(draft.id)}`, 303);
}

/** Placing the order would be refused for this reason, so the shopper should not pay first. */
function findFault({ snapshot }: NonNullable<CheckoutView['draft']>, short: string[]) {
  if (snapshot.missing.length > 0) return 'missing';
  if (short.length > 0) return 'short';
  return snapshot.refused.length > 0 ? 'coupon' : undefined;
}

/** The session has ended. The filled-in form goes to the log-in page in sealed form, and comes back after the log-in. */
async function leadToLogin(c: OrderRequest, form: FilledForm): Promise<Response> {
  const page = form.draft ? `/checkout?draft=${encodeURIComponent(form.draft)}` : '/checkout';
  if (!form.draft) return c.redirect(`/login?next=${encodeURIComponent(page)}`, 303);
  const body = { draft: form.draft, form: toKeptForm(form) };
  const sealed = await call(c, c.env.BFF, paths.forms, SealedForm, { method: 'POST', body });
  // After a 503 the browser can send the form again. After a redirect the form would be lost.
  if (!sealed.ok && sealed.status >= 500) return new Response(null, { status: 503 });
  const back = sealed.ok ? `${page}&typed=${encodeURIComponent(sealed.value.typed)}` : page;
  return c.redirect(`/login?next=${encodeURIComponent(back)}`, 303);
}
