import { Cart, paths as cartPaths } from '@jogakbo/cart-service/contract';
import { call, type Result } from '@jogakbo/edge/call';
import { Draft, type LineRequest, paths as orderPaths } from '@jogakbo/order-service/contract';
import type * as v from 'valibot';
import type { OrderContext } from './bindings.ts';
import type { CheckoutQuery } from './contract.ts';

/** The checkout waits this long for the cart. The rest of its time is for reading the earlier draft instead. */
const cartTimeoutMs = 1_100;

/**
 * Reads the requested draft with current prices, or undefined if there is nothing to order. While the cart cannot be read, the earlier
 * draft of the cart is used.
 *
 * @param postcode the destination, for the cost of delivery
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
    return drawTolerantly(quote, postcode);
  }
  if (again)
    return call(c, c.env.ORDER, orderPaths.again(again), Draft, { method: 'POST', identified: true });
  if (product && item)
    return beginDraft(c, `item:${item}`, [{ productId: product, itemId: item, quantity }], postcode);
  const options = { identified: true, within: cartTimeoutMs };
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
  return drawTolerantly(draw, postcode);
}

/** Draws up a draft for the capital if there is no delivery to the postcode. Placing the order reports that later. */
async function drawTolerantly(
  draw: (postcode: string | undefined) => Promise<Result<Draft>>,
  postcode: string | undefined,
): Promise<Result<Draft>> {
  const drawn = await draw(postcode);
  const elsewhere = !drawn.ok && drawn.problem?.reason === 'no-such-place';
  return elsewhere ? draw(undefined) : drawn;
}
