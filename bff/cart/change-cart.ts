import { ChangedCart } from '@jogakbo/cart-service/contract';
import { type Binding, call, type Failure } from '@jogakbo/edge/call';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import { passFailure } from '@jogakbo/edge/pass-failure';
import { problem } from '@jogakbo/edge/problem';
import type { Context } from 'hono';

export type Bindings = { CART: Binding; PRODUCT: Binding; PRICING: Binding; INVENTORY: Binding };
export type CartContext = Context<EdgeEnv<Bindings>>;

/** Milliseconds for one attempt at a change: two fit into the time that a posted form has. */
const changePatience = 1_900;

/**
 * Has the cart changed. Where the answer is lost, the same is asked again with the same key, so that it is made once; where that
 * answer is lost too, it is not known whether the cart has changed.
 */
export async function change(
  c: CartContext,
  path: string,
  what: { method: 'POST' | 'PUT' | 'DELETE'; body?: unknown },
  most?: number,
): Promise<Response> {
  const key = c.req.header('idempotency-key') ?? crypto.randomUUID();
  const options = { ...what, headers: { 'idempotency-key': key }, identified: true, within: changePatience };
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

/** Refuses more pieces than there are. */
export function tooFew(c: CartContext, most: number): Response {
  if (most === 0) return problem(c, 409, { reason: 'sold-out' });
  const errors = [{ field: 'quantity', message: `is more than the ${most} in stock`, most }];
  return problem(c, 409, { reason: 'not-enough-stock', errors });
}

/** Another team could not be asked, so that the cart was not asked either: nothing has changed. */
export function notReached(c: CartContext, failure: Failure): Response {
  return failure.status < 500 ? passFailure(c, failure) : problem(c, 503, { reason: 'unavailable' });
}
