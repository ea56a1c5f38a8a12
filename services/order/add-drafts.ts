import { Postcode } from '@jogakbo/contracts/typed-text';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import type { Context } from 'hono';
import * as v from 'valibot';
import { createCheckoutForms } from './checkout-forms.ts';
import { type CheckoutForm, type Draft, DraftRequest, FormRequest, QuoteInput, Source } from './contract.ts';
import { createDraftStore, type KeptDraft } from './draft-store.ts';
import { memberOf } from './member-of.ts';
import type { OrderApp, OrderRequest } from './order-service.ts';
import { readSnapshot, type Wanted } from './read-snapshot.ts';

/** Adds the routes of drafts and checkout forms. */
export function addDrafts(app: OrderApp): void {
  app.post('/drafts', validate('json', DraftRequest), async (c) => {
    const { source, lines, postcode, resume } = c.req.valid('json');
    const store = createDraftStore(c.env.DB, memberOf(c));
    const earlier = resume ? await store.findOpen(source) : undefined;
    const form = earlier && (await formsOf(c).open(earlier.form, earlier.id));
    const result = await readSnapshotFor(c, { lines, postcode, coupons: [], labels: [] }, form);
    if (result.ok)
      return c.json(toDraft(await store.keep(source, lines, result.value, c.var.now()), { form }));
    if (result.reason === 'no-such-place') return noSuchPlace(c);
    const open = result.status >= 500 ? (earlier ?? (await store.findOpen(source))) : undefined;
    return open && hasLines(open, lines)
      ? c.json(toDraft(open, { form, current: false }))
      : passFailure(c, result);
  });

  app.get('/drafts', validate('query', v.object({ source: Source })), async (c) => {
    const draft = await createDraftStore(c.env.DB, memberOf(c)).findOpen(c.req.valid('query').source);
    if (!draft) return problem(c, 404);
    return c.json(toDraft(draft, { form: await formsOf(c).open(draft.form, draft.id), current: false }));
  });

  app.post('/drafts/:id/quotes', validate('json', QuoteInput), async (c) => {
    const { postcode, coupons, form, resume, typed } = c.req.valid('json');
    const store = createDraftStore(c.env.DB, memberOf(c));
    const draft = await store.find(c.req.param('id') as string);
    if (!draft) return problem(c, 404);
    if (draft.orderId) return c.json(toDraft(draft));
    const forms = formsOf(c);
    const carried = form ?? (await forms.openCarried(typed, draft.id));
    if (carried) await store.keepForm(draft.id, await forms.seal(carried, draft.id));
    const kept = resume ? (carried ?? (await forms.open(draft.form, draft.id))) : undefined;
    const wanted = { lines: draft.lines, postcode, coupons, labels: draft.snapshot.lines };
    const result = await readSnapshotFor(c, wanted, kept);
    if (result.ok) return c.json(toDraft({ ...draft, snapshot: result.value }, { form: kept }));
    if (result.reason === 'no-such-place') return noSuchPlace(c);
    return result.status >= 500
      ? c.json(toDraft(draft, { form: kept, current: false }))
      : passFailure(c, result);
  });

  // It needs no token, since the shopper's session has ended. The form can be opened only with the draft, which needs a token.
  app.post('/forms', validate('json', FormRequest), async (c) => {
    const { draft, form } = c.req.valid('json');
    return c.json({ typed: await formsOf(c).seal(form, draft) });
  });
}

export function formsOf(c: OrderRequest) {
  return createCheckoutForms(c.env.ORDER_KEYS, c.var.now);
}

/** Computes a draft with the address and coupons of a form. A postcode that the shop does not deliver to is ignored. */
export async function readSnapshotFor(c: OrderRequest, wanted: Wanted, form: CheckoutForm | undefined) {
  if (!form) return readSnapshot(c, c.env, wanted);
  const { coupons } = form;
  const { success, output: postcode } = v.safeParse(Postcode, form.postcode);
  if (success) {
    const result = await readSnapshot(c, c.env, { ...wanted, coupons, postcode });
    if (result.ok || result.reason !== 'no-such-place') return result;
  }
  return readSnapshot(c, c.env, { ...wanted, coupons });
}

type DraftOptions = { form?: CheckoutForm | undefined; current?: boolean };

export function toDraft(draft: KeptDraft, { form, current = true }: DraftOptions = {}): Draft {
  const { id, source, orderId, snapshot } = draft;
  return { id, source, orderId, snapshot, current, ...(form ? { form } : {}) };
}

function hasLines({ lines }: KeptDraft, wanted: KeptDraft['lines']): boolean {
  const toText = (each: KeptDraft['lines']) =>
    each.map(({ itemId, quantity }) => `${itemId}×${quantity}`).join();
  return toText(lines) === toText(wanted);
}

function noSuchPlace(c: Context): Response {
  const errors = [{ field: 'postcode', message: 'is not a postcode that we deliver to' }];
  return problem(c, 422, { reason: 'no-such-place', errors });
}
