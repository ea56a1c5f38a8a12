import { ChangedCart } from '@jogakbo/cart-service/contract';
import { type Binding, call, type Failure } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';

export type Bindings = { CART: Binding; PRODUCT: Binding; PRICING: Binding; INVENTORY: Binding };
export type CartContext = Context<EdgeEnv<Bindings>>;

/** One attempt at a change. Two attempts fit into the time of a posted form. */
const changeTimeoutMs = 1_900;

/**
 * Sends a change to the cart service. If the answer is lost, it sends the same change once more with the same key, so that the change
 * is made once. If that answer is lost too, the result is `unknown`.
 */
export async function change(
  c: CartContext,
  path: string,
  what: { method: 'POST' | 'PUT' | 'DELETE'; body?: unknown },
  most?: number,
): Promise<Response> {
  const key = c.req.header('idempotency-key') ?? crypto.randomUUID();
  const options = { ...what, headers: { 'idempotency-key': key }, identified: true, within: changeTimeoutMs };
  let changed = await call(c, c.env.CART, path, ChangedCart, options);
  if (!changed.ok && changed.status >= 500) changed = await call(c, c.env.CART, path, ChangedCart, options);
  if (changed.ok) {
    const { lines, repeated } = changed.value;
    return c.json({ count: lines.length, ...(repeated ? { repeated } : {}) });
  }
  if (changed.problem?.reason === 'not-enough-stock' && most !== undefined) return tooFew(c, most);
  if (changed.status < 500) return passFailure(c, changed);
  return problem(c, 503, {
    reason: 'unknown',
    detail: 'It is not known whether the cart has changed. Repeat the request with the same key.',
  });
}

/** Refuses a quantity that is larger than the stock. */
export function tooFew(c: CartContext, most: number): Response {
  if (most === 0) return problem(c, 409, { reason: 'sold-out' });
  const errors = [{ field: 'quantity', message: `is more than the ${most} in stock`, most }];
  return problem(c, 409, { reason: 'not-enough-stock', errors });
}

/** Another team did not answer, so the cart service was not called and the cart has not changed. */
export function notReached(c: CartContext, failure: Failure): Response {
  return failure.status < 500 ? passFailure(c, failure) : problem(c, 503, { reason: 'unavailable' });
}
