import { Cart, paths as cartPaths } from '@jogakbo/cart-service/contract';
import { call, type Result } from '@jogakbo/edge/call';
import { Draft, type LineRequest, paths as orderPaths } from '@jogakbo/order-service/contract';
import type * as v from 'valibot';
import type { OrderContext } from './bindings.ts';
import type { CheckoutQuery } from './contract.ts';

/** Milliseconds the page waits for the cart; after that there must be time for what stands in. */
const patience = 1_100;

/**
 * The draft that is asked for, as it is now; undefined where there is nothing to order. While the cart cannot be read, the draft
 * that was made of it before stands in.
 *
 * @param postcode where it would go to
 */
export async function readDraft(
  c: OrderContext,
  { draft, typed, again, product, item, quantity }: v.InferOutput<typeof CheckoutQuery>,
  postcode: string | undefined,
): Promise<Result<Draft> | undefined> {
  if (draft) {
    const quote = (to: string | undefined) =>
      call(c, c.env.ORDER, orderPaths.quotes(draft), Draft, {
        method: 'POST',
        body: { resume: true, ...(to ? { postcode: to } : {}), ...(typed ? { typed } : {}) },
        identified: true,
      });
    return tolerant(quote, postcode);
  }
  if (again)
    return call(c, c.env.ORDER, orderPaths.again(again), Draft, { method: 'POST', identified: true });
  if (product && item)
    return beginDraft(c, `item:${item}`, [{ productId: product, itemId: item, quantity }], postcode);
  const options = { identified: true, within: patience };
  const cart = await call(c, c.env.CART, cartPaths.cartToOrder, Cart, options);
  if (cart.ok)
    return cart.value.lines.length > 0 ? beginDraft(c, 'cart', cart.value.lines, postcode) : undefined;
  const earlier = await call(c, c.env.ORDER, orderPaths.openDraft('cart'), Draft, { identified: true });
  return earlier.ok ? earlier : cart;
}

export function beginDraft(
  c: OrderContext,
  source: string,
  lines: LineRequest[],
  postcode?: string,
): Promise<Result<Draft>> {
  const draw = (to: string | undefined) =>
    call(c, c.env.ORDER, orderPaths.drafts, Draft, {
      method: 'POST',
      body: { source, lines, resume: true, ...(to ? { postcode: to } : {}) },
      identified: true,
    });
  return tolerant(draw, postcode);
}

/** A place nobody delivers to is said when the order is placed; till then it goes to the capital. */
async function tolerant(
  draw: (postcode: string | undefined) => Promise<Result<Draft>>,
  postcode: string | undefined,
): Promise<Result<Draft>> {
  const drawn = await draw(postcode);
  const elsewhere = !drawn.ok && drawn.problem?.reason === 'no-such-place';
  return elsewhere ? draw(undefined) : drawn;
}
