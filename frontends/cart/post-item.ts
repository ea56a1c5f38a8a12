import { fetchInPage } from '@jogakbo/browser/fetch-in-page';
import { type CartProblem, texts } from './texts.ts';

type Addition = { productId: string; itemId: string; quantity: string };
/** `most` is the stock, if the reason is `not-enough-stock`. */
export type Refusal = { reason: CartProblem; most?: number | undefined };
/** A refused change with the quantity that was typed. `itemId` is missing if the change belongs to no line of the cart. */
export type Refused = Refusal & { itemId?: string; quantity?: string };
type Outcome = { ok: true; count: number } | ({ ok: false } & Refusal);

/** The browser waits this long for an answer, and then this long before it sends the request again. */
const postTimeoutMs = 8_000;
const retryPauseMs = 500;

/** Adds to the cart from the browser. If the answer is lost, it retries once; because of the key both requests add once. */
export async function postItem(addition: Addition, key: string): Promise<Outcome> {
  const outcome = await post(addition, key);
  if (outcome.ok || outcome.reason !== 'unknown') return outcome;
  await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
  return post(addition, key);
}

async function post(addition: Addition, key: string): Promise<Outcome> {
  try {
    const response = await fetchInPage('/api/cart/items', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(addition),
      signal: AbortSignal.timeout(postTimeoutMs),
    });
    const answer = await response.json();
    if (response.ok) return { ok: true, count: answer.count };
    return { ok: false, ...toRefusal(response.status, answer) };
  } catch {
    return { ok: false, reason: 'unknown' };
  }
}

type Answer = { reason?: string | undefined; errors?: { most?: number | undefined }[] | undefined };

/** The reason of a refusal, for the visitor. After a failure without a reason it is unknown whether the cart has changed. */
export function toRefusal(status: number, answer: Answer | undefined): Refusal {
  const { reason, errors } = answer ?? {};
  if (status >= 500) return { reason: reason && reason !== 'unknown' ? 'unavailable' : 'unknown' };
  if (reason && Object.hasOwn(texts.ko.problems, reason))
    return { reason: reason as CartProblem, most: errors?.find(({ most }) => most !== undefined)?.most };
  return { reason: status === 422 ? 'quantity' : 'unavailable' };
}
