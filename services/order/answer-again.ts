import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { formsOf, readSnapshotFor, toDraft } from './add-drafts.ts';
import type { CheckoutForm } from './contract.ts';
import { createSealer } from './create-sealer.ts';
import { createDraftStore } from './draft-store.ts';
import { memberOf } from './member-of.ts';
import type { OrderRequest } from './order-service.ts';
import { wasUndone } from './order-state.ts';
import type { KeptOrder, Personal } from './order-store.ts';

/** Answers with a new draft that has the lines, address and coupons of an order that was undone. */
export async function answerAgain(c: OrderRequest, order: KeptOrder): Promise<Response> {
  const { content, state } = order;
  if (!wasUndone(state)) return problem(c, 409, { reason: 'not-undone' });
  const { address } = (await createSealer(c.env.ORDER_KEYS).open(order.personal, order.id)) as Personal;
  const coupons = content.coupons.map(({ code }) => code);
  const form: CheckoutForm = { address: 'new', ...address, coupons, method: content.method, save: true };
  const lines = content.lines.map(({ productId, itemId, quantity }) => ({ productId, itemId, quantity }));
  const result = await readSnapshotFor(
    c,
    { lines, postcode: undefined, coupons, labels: content.lines },
    form,
  );
  if (!result.ok)
    return result.reason === 'no-such-place'
      ? problem(c, 422, { reason: result.reason })
      : passFailure(c, result);
  const store = createDraftStore(c.env.DB, memberOf(c));
  const source = content.source ?? (lines.length === 1 ? `item:${lines[0]?.itemId}` : 'cart');
  const forms = formsOf(c);
  const id = crypto.randomUUID();
  const begun = { id, form: await forms.seal(form, id) };
  const draft = await store.keep(source, lines, result.value, c.var.now(), begun);
  // A form is sealed for one draft. The member has an open draft of this source, which keeps its id.
  if (draft.id !== id) await store.keepForm(draft.id, await forms.seal(form, draft.id));
  return c.json(toDraft(draft, { form, offers: result.offers }), 201);
}
