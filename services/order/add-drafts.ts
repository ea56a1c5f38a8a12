import { Postcode } from '@jogakbo/contracts/typed-text';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { validate } from '@jogakbo/edge/validate';
import type { Context } from 'hono';
import * as v from 'valibot';
import { createCheckoutForms } from './checkout-forms.ts';
import {
  type CheckoutForm,
  type Draft,
  DraftRequest,
  FormRequest,
  QuoteInput,
  type Snapshot,
  Source,
} from './contract.ts';
import { createDraftStore, type KeptDraft } from './draft-store.ts';
import { memberOf } from './member-of.ts';
import type { OrderApp, OrderRequest } from './order-service.ts';
import { readSnapshot, type ShownOptions, type Wanted } from './read-snapshot.ts';

/**
 * A checkout that is opened shows titles and a delivery fee of at most this age. All prices and coupons are read each time, and placing the order
 * reads everything again.
 */
const copyAgeMs = 5_000;
const rewriteAfterMs = 60 * 60 * 1_000;

/** Adds the routes of drafts and checkout forms. */
export function addDrafts(app: OrderApp): void {
  app.post('/drafts', validate('json', DraftRequest), async (c) => {
    const { source, lines, postcode, resume } = c.req.valid('json');
    const store = createDraftStore(c.env.DB, memberOf(c));
    const earlier = resume ? await store.findOpen(source) : undefined;
    const form = earlier && (await formsOf(c).open(earlier.form, earlier.id));
    const wanted = { lines, postcode, coupons: [], labels: [] };
    const result = await readSnapshotFor(c, wanted, form, { copy: copyAgeMs });
    if (result.ok) {
      const { value, offers } = result;
      const now = c.var.now();
      const kept = earlier && isStill(earlier, lines, value, now);
      return c.json(toDraft(kept ? earlier : await store.keep(source, lines, value, now), { form, offers }));
    }
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
    const id = c.req.param('id') as string;
    const forms = formsOf(c);
    const carried = form ?? (await forms.openCarried(typed, id));
    const draft = carried
      ? await store.findWithForm(id, await forms.seal(carried, id))
      : await store.find(id);
    if (!draft) return problem(c, 404);
    if (draft.orderId) return c.json(toDraft(draft));
    const kept = resume ? (carried ?? (await forms.open(draft.form, draft.id))) : undefined;
    const wanted = { lines: draft.lines, postcode, coupons, labels: draft.snapshot.lines };
    const result = await readSnapshotFor(c, wanted, kept);
    if (result.ok) {
      const { value: snapshot, offers } = result;
      return c.json(toDraft({ ...draft, snapshot }, { form: kept, offers }));
    }
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

/**
 * Computes a draft with the address and coupons of a form, and reads the coupons that the member may use. A postcode that the shop does not
 * deliver to is ignored.
 */
export async function readSnapshotFor(
  c: OrderRequest,
  wanted: Wanted,
  form: CheckoutForm | undefined,
  options: ShownOptions = {},
) {
  const shown = { ...options, offers: true };
  if (!form) return readSnapshot(c, c.env, wanted, shown);
  const { coupons } = form;
  const { success, output: postcode } = v.safeParse(Postcode, form.postcode);
  if (success) {
    const result = await readSnapshot(c, c.env, { ...wanted, coupons, postcode }, shown);
    if (result.ok || result.reason !== 'no-such-place') return result;
  }
  return readSnapshot(c, c.env, { ...wanted, coupons }, shown);
}

type DraftOptions = Pick<Draft, 'offers'> & { form?: CheckoutForm | undefined; current?: boolean };

export function toDraft(draft: KeptDraft, { form, offers, current = true }: DraftOptions = {}): Draft {
  const { id, source, orderId, snapshot } = draft;
  return {
    ...{ id, source, orderId, snapshot, current },
    ...(form ? { form } : {}),
    ...(offers ? { offers } : {}),
  };
}

/** Whether a stored draft needs no new write. It is written each hour, as drafts expire by the time of the last write. */
function isStill(draft: KeptDraft, lines: KeptDraft['lines'], snapshot: Snapshot, now: number): boolean {
  return (
    hasLines(draft, lines) &&
    JSON.stringify(draft.snapshot) === JSON.stringify(snapshot) &&
    now - draft.drawnAt < rewriteAfterMs
  );
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
