import type { D1PreparedStatement } from '@cloudflare/workers-types';
import { call } from '@jogakbo/edge/call';
import { logFault } from '@jogakbo/edge/log';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import { PaymentOptions, paths as paymentPaths } from '@jogakbo/payment-service/contract';
import type * as v from 'valibot';
import type { Placed, PlaceRequest } from './contract.ts';
import { createSealer } from './create-sealer.ts';
import { createDraftStore, type DraftRow, type KeptDraft, toDraft } from './draft-store.ts';
import { createEffects } from './effects.ts';
import { memberOf } from './member-of.ts';
import type { OrderRequest } from './order-service.ts';
import { createOrderStore, type Personal } from './order-store.ts';
import { createPlacementStore, toBegun } from './placement-store.ts';
import { readShortage } from './read-shortage.ts';
import { readSnapshot } from './read-snapshot.ts';
import { startSaga } from './start-saga.ts';
import { toOrderId } from './to-order-id.ts';

type Answer = v.InferOutput<typeof Placed>;

/** Milliseconds to wait for the ways to pay. */
const optionsTimeoutMs = 1_000;

/** Places an order. Requests with the same idempotency key place at most one. */
export async function answerPlace(c: OrderRequest, request: PlaceRequest): Promise<Response> {
  const key = c.req.header('idempotency-key')?.slice(0, 200);
  const drafts = createDraftStore(c.env.DB, memberOf(c));
  if (!key) return place(c, request, await drafts.find(request.draft));
  const store = createPlacementStore(c.env.DB, memberOf(c));
  const hash = await toHash(request);
  const results = await c.env.DB.batch([
    ...store.toBeginning(key, hash, c.var.now()),
    drafts.select(request.draft),
  ]);
  const begun = toBegun(results, hash);
  if (!begun.ok) {
    const status = begun.reason === 'key-reused' ? 422 : 409;
    return problem(c, status, { reason: begun.reason });
  }
  if (begun.orderId) return c.json(toAgain(begun.orderId));
  const row = results.at(-1)?.results[0] as DraftRow | undefined;
  try {
    const answer = await place(c, request, row && toDraft(row), (id) => [store.toAnswer(key, id)]);
    if (!answer.ok) await store.forget(key);
    // A new order has written this in its own transaction.
    else if (answer.status !== 201) await store.answer(key, ((await answer.clone().json()) as Answer).id);
    return answer;
  } catch (error) {
    await store.forget(key);
    throw error;
  }
}

type Also = (order: string) => D1PreparedStatement[];

/** Places the lines of a draft. It needs neither Redis nor the cart. @param also statements of the same transaction */
async function place(
  c: OrderRequest,
  request: PlaceRequest,
  draft: KeptDraft | undefined,
  also: Also = () => [],
): Promise<Response> {
  if (!draft) return problem(c, 404, { reason: 'no-such-draft' });
  if (draft.orderId) return c.json(toAgain(draft.orderId));
  const { address, coupons, revision, reference } = request;
  if (reference !== undefined && !reference.startsWith(`${draft.id}-`)) {
    const errors = [{ field: 'reference', message: 'belongs to another draft' }];
    return problem(c, 422, { reason: 'other-payment', errors });
  }
  const wanted = { lines: draft.lines, coupons, postcode: address.postcode, labels: draft.snapshot.lines };
  const [result, shortage, payable] = await Promise.all([
    readSnapshot(c, c.env, wanted),
    readShortage(c, c.env, draft.lines),
    canPay(c),
  ]);
  if (!payable)
    return problem(c, 503, { reason: 'no-provider', detail: 'Nobody can pay in this shop at the moment.' });
  if (!result.ok) {
    if (result.reason !== 'no-such-place') return passFailure(c, result);
    const errors = [{ field: 'address.postcode', message: 'is not a postcode that we deliver to' }];
    return problem(c, 422, { reason: result.reason, errors });
  }
  const snapshot = result.value;
  if (snapshot.refused.length > 0) {
    const errors = snapshot.refused.map(({ code, reason }) => ({
      field: 'coupons',
      message: `${code}: ${reason}`,
    }));
    return problem(c, 422, { reason: 'coupon-refused', errors });
  }
  if (snapshot.missing.length > 0) return problem(c, 409, { reason: 'missing' });
  if (shortage.length > 0) {
    const errors = shortage.map(({ itemId, left }) => ({ field: itemId, message: `${left} left` }));
    return problem(c, 409, { reason: 'short', errors });
  }
  if (snapshot.revision !== revision) return problem(c, 409, { reason: 'changed' });
  return write(c, request, { ...draft, snapshot }, also);
}

async function write(
  c: OrderRequest,
  { address, method, token, reference }: PlaceRequest,
  { id: draft, source, snapshot }: KeptDraft,
  also: Also,
): Promise<Response> {
  const [member, placedAt, trace] = [memberOf(c), c.var.now(), c.var.trace.id];
  const id = toOrderId(placedAt);
  const { lines, totals, coupons, region } = snapshot;
  const secrets: Personal = { address, token, reference };
  const personal = await createSealer(c.env.ORDER_KEYS).seal(secrets, id);
  const ordered = lines.map(({ productId, itemId, quantity }) => ({ productId, itemId, quantity }));
  const event = c.var.publish('order.placed', {
    orderId: id,
    memberId: member,
    lines: ordered,
    origin: source,
  });
  const content = { lines, totals, coupons, region, method, source };
  const placed = await createOrderStore(c.env.DB).place(
    { id, member, draft, content, personal, trace, placedAt },
    [event, ...also(id)],
  );
  if (placed.again) return c.json(toAgain(placed.id));
  const started = startSaga(c.env, id, 'place').catch((error) =>
    logFault('order-service', c.var.trace, error),
  );
  c.executionCtx.waitUntil(started);
  if (source === 'cart') await createEffects(c, id, { id, member, content, personal, trace }).hideInCart();
  return c.json({ ...placed, fromCart: [] }, 201);
}

/** Whether the shop has a payment provider. If this cannot be found out, the saga finds out later. */
async function canPay(c: OrderRequest): Promise<boolean> {
  const found = await call(c, c.env.PAYMENT, paymentPaths.options, PaymentOptions, {
    within: optionsTimeoutMs,
  });
  return !found.ok || found.value.provider !== null;
}

function toAgain(id: string): Answer {
  return { id, again: true, fromCart: [] };
}

async function toHash(request: PlaceRequest): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(request)));
  return new Uint8Array(digest).toHex();
}
