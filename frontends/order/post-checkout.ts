import { Postcode } from '@jogakbo/contracts/typed-text';
import { call, type Failure } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { toFormAnswer } from '@jogakbo/edge/create-frontend';
import type { FrontendBindings } from '@jogakbo/edge/fragment';
import { CheckoutView, PlacedView, paths, SealedForm } from '@jogakbo/order-bff/contract';
import type { Context } from 'hono';
import * as v from 'valibot';
import {
  addressFields,
  type CheckoutProblem,
  type FilledForm,
  findProblems,
  toCheckoutForm,
  toCoupons,
  toKeptForm,
} from './checkout-form.ts';
import { isTest } from './is-test.ts';
import { renderCheckout } from './render-checkout.ts';

type Refusal = { status: number; problems?: CheckoutProblem[]; total?: 'changed' | 'recounted' };

/** Places the order, or shows the form again with its problems or with a new total. */
export async function postCheckout(c: Context<EdgeEnv<FrontendBindings>>): Promise<Response> {
  const form = toCheckoutForm(await c.req.text());
  const page = form.draft ? `/checkout?draft=${encodeURIComponent(form.draft)}` : '/checkout';
  if (!c.var.identity?.member) return leadToLogin(c, form, page);
  if (form.intent === 'recount') return show({ status: 200, total: 'recounted' });
  const problems = findProblems(form);
  if (problems.length > 0) return show({ status: 422, problems });

  const placed = await call(c, c.env.BFF, paths.orders, PlacedView, {
    method: 'POST',
    body: toPlaceInput(form),
    identified: true,
  });
  if (placed.ok) return c.redirect(`/orders/${placed.value.id}`, 303);
  if (placed.reason === 'not-found') return c.redirect('/checkout', 303);
  return show(toRefusal(placed));

  /** Shows the form with current prices. It marks the total if it differs from the total that the shopper saw. */
  async function show({ status, problems, total }: Refusal): Promise<Response> {
    const quote = (postcode: string, coupons = toCoupons(form)) =>
      call(c, c.env.BFF, paths.quotes, CheckoutView, {
        method: 'POST',
        body: {
          draft: form.draft,
          ...toDestination(form, postcode),
          coupons,
          form: toKeptForm(form),
        },
        identified: true,
      });
    let view = await quote(form.postcode);
    const nowhere = !view.ok && view.problem?.reason === 'no-such-place';
    if (nowhere) view = await quote('');
    const tooMany = !view.ok && view.status === 429 ? view : undefined;
    // The typed code stays in its field but is left out of the quote.
    if (tooMany) view = await quote(form.postcode, toCoupons({ ...form, code: '' }));
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
}

/** The session has ended. The filled-in form goes to the log-in page in sealed form, and comes back after the log-in. */
async function leadToLogin(
  c: Context<EdgeEnv<FrontendBindings>>,
  form: FilledForm,
  page: string,
): Promise<Response> {
  if (!form.draft) return c.redirect(`/login?next=${encodeURIComponent(page)}`, 303);
  const body = { draft: form.draft, form: toKeptForm(form) };
  const sealed = await call(c, c.env.BFF, paths.forms, SealedForm, { method: 'POST', body });
  // After a 503 the browser can send the form again. After a redirect the form would be lost.
  if (!sealed.ok && sealed.status >= 500) return new Response(null, { status: 503 });
  const back = sealed.ok ? `${page}&typed=${encodeURIComponent(sealed.value.typed)}` : page;
  return c.redirect(`/login?next=${encodeURIComponent(back)}`, 303);
}

function toRefusal({ status, problem }: Failure): Refusal {
  const reason = problem?.reason;
  if (reason === 'changed') return { status: 409, total: 'changed' };
  if (reason === 'missing') return { status: 409, problems: ['missing'] };
  if (reason === 'short') return { status: 409, problems: ['short'] };
  if (reason === 'coupon-refused') return { status: 422, problems: ['coupon'] };
  if (reason === 'no-such-place') return { status: 422, problems: ['place'] };
  if (reason === 'no-such-address') return { status: 422, problems: ['address'] };
  if (status === 429) return { status, problems: ['unavailable'] };
  return { status: status === 409 ? status : 503, problems: ['unknown'] };
}

function toDestination({ address }: FilledForm, postcode: string) {
  if (address && address !== 'new') return { address };
  const typed = v.safeParse(Postcode, postcode);
  return typed.success ? { postcode: typed.output } : {};
}

function toPlaceInput(form: FilledForm) {
  const { draft, revision, address: id, method, token } = form;
  const address =
    id === 'new' ? Object.fromEntries(addressFields.map((field) => [field, form[field]])) : { id };
  return {
    draft,
    revision,
    address,
    coupons: toCoupons(form),
    payment: { method, token },
    agree: true,
    save: form.save,
  };
}
