import { fetchInPage } from '@jogakbo/browser/fetch-in-page';
import { type CartProblem, texts } from './texts.ts';

type Addition = { productId: string; itemId: string; quantity: string };
/** `most` is how many there are in stock, where that is the reason. */
export type Refusal = { reason: CartProblem; most?: number | undefined };
/** A refused change with the quantity that was typed. `itemId` is missing if the change belongs to no line of the cart. */
export type Refused = Refusal & { itemId?: string; quantity?: string };
type Outcome = { ok: true; count: number } | ({ ok: false } & Refusal);

/** Milliseconds that the browser waits for an answer, and then before it asks again. */
const patience = 8_000;
const pause = 500;

/** Adds to the cart from the browser. An answer that is lost is asked for once more; the key makes both add once. */
export async function postItem(addition: Addition, key: string): Promise<Outcome> {
  const outcome = await post(addition, key);
  if (outcome.ok || outcome.reason !== 'unknown') return outcome;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return post(addition, key);
}

async function post(addition: Addition, key: string): Promise<Outcome> {
  try {
    const response = await fetchInPage('/api/cart/items', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(addition),
      signal: AbortSignal.timeout(patience),
    });
    const answer = await response.json();
    if (response.ok) return { ok: true, count: answer.count };
    return { ok: false, ...toRefusal(response.status, answer) };
  } catch {
    return { ok: false, reason: 'unknown' };
  }
}

type Answer = { reason?: string | undefined; errors?: { most?: number | undefined }[] | undefined };

/** Why a change was refused, to be said to the visitor. Without a reason, a failure leaves open whether the cart has changed. */
export function toRefusal(status: number, answer: Answer | undefined): Refusal {
  const { reason, errors } = answer ?? {};
  if (status >= 500) return { reason: reason && reason !== 'unknown' ? 'unavailable' : 'unknown' };
  if (reason && Object.hasOwn(texts.ko.problems, reason))
    return { reason: reason as CartProblem, most: errors?.find(({ most }) => most !== undefined)?.most };
  return { reason: status === 422 ? 'quantity' : 'unavailable' };
}
