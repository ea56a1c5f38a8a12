import type { CartProblem } from './texts.ts';

type Addition = { productId: string; itemId: string; quantity: string };
type Outcome = { ok: true; count: number } | { ok: false; reason: CartProblem };

/** Adds to the cart from the browser. The key makes a repeated request add once. */
export async function postItem(addition: Addition): Promise<Outcome> {
  try {
    const response = await fetch('/api/cart/items', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(addition),
    });
    const answer = await response.json();
    return response.ok
      ? { ok: true, count: answer.count }
      : { ok: false, reason: toCartProblem(response.status, answer.reason) };
  } catch {
    return { ok: false, reason: 'unavailable' };
  }
}

/** What to tell the visitor of an addition or a change that was refused. */
export function toCartProblem(status: number, reason: string | undefined): CartProblem {
  if (status >= 500) return 'unavailable';
  return (reason as CartProblem | undefined) ?? 'quantity';
}
