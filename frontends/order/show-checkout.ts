import { Postcode } from '@jogakbo/contracts/typed-text';
import { call } from '@jogakbo/edge/call';
import { toFormAnswer } from '@jogakbo/edge/create-frontend';
import { CheckoutView, paths } from '@jogakbo/order-bff/contract';
import * as v from 'valibot';
import { type FilledForm, toCoupons, toKeptForm } from './checkout-form.ts';
import { isTest } from './is-test.ts';
import type { OrderRequest } from './order-request.ts';
import { renderCheckout } from './render-checkout.ts';
import type { Refusal } from './to-refusal.ts';

/** Reads the draft with the address and the coupons of a form, which is kept with the draft. */
export function quote(c: OrderRequest, form: FilledForm, postcode: string, coupons = toCoupons(form)) {
  return call(c, c.env.BFF, paths.quotes, CheckoutView, {
    method: 'POST',
    body: {
      draft: form.draft,
      ...toDestination(form, postcode),
      coupons,
      form: toKeptForm(form),
    },
    identified: true,
  });
}

/** Shows the form with current prices. It marks the total if it differs from the total that the shopper saw. */
export async function showCheckout(
  c: OrderRequest,
  form: FilledForm,
  { status, problems, total }: Refusal,
): Promise<Response> {
  const page = form.draft ? `/checkout?draft=${encodeURIComponent(form.draft)}` : '/checkout';
  let view = await quote(c, form, form.postcode);
  const nowhere = !view.ok && view.problem?.reason === 'no-such-place';
  if (nowhere) view = await quote(c, form, '');
  const tooMany = !view.ok && view.status === 429 ? view : undefined;
  // The typed code stays in its field but is left out of the quote.
  if (tooMany) view = await quote(c, form, form.postcode, toCoupons({ ...form, code: '' }));
  if (!view.ok) {
    if (view.reason === 'not-found') return c.redirect('/checkout', 303);
    return new Response(null, { status: 503 });
  }
  const { draft } = view.value;
  if (draft?.orderId) return c.redirect(`/orders/${draft.orderId}`, 303);
  const another = status !== 200 && draft?.snapshot.revision !== form.revision;
  const html = renderCheckout({
    language: c.var.language,
    view: view.value,
    form,
    problems: [
      ...(tooMany ? ['guesses' as const] : (problems ?? [])),
      ...(nowhere && !problems?.includes('place') ? ['place' as const] : []),
    ],
    total: another ? 'changed' : total,
    test: isTest(c.env),
  });
  const shown = tooMany ? 429 : nowhere && status === 200 ? 422 : status;
  return toFormAnswer('order/checkout', html, shown, page, tooMany);
}

function toDestination({ address }: FilledForm, postcode: string) {
  if (address && address !== 'new') return { address };
  const typed = v.safeParse(Postcode, postcode);
  return typed.success ? { postcode: typed.output } : {};
}
