import { createVisitor } from '../../tools/visitor/create-visitor.ts';
import { fillCheckout, type Item, putIntoCart, signUp } from '../../tools/visitor/purchase.ts';

/** What a customer does, in this order. An order needs the cart, and the cart needs the product page. */
export const stages = ['browse', 'search', 'product', 'cart', 'order'] as const;
export type Stage = (typeof stages)[number];
export type Journey = Record<Stage, boolean>;

/** What a customer looks for and buys. */
export type Wanted = Item & { title: string };

let last = 0;

/** Signs up a customer who visits the monolith or the shop of slices with the same requests, and without scripts. */
export async function createCustomer(url: string) {
  const visitor = createVisitor(url);
  const signedUp = await signUp(visitor, `customer-${process.pid}-${++last}@example.com`);
  if (signedUp.status !== 303) throw new Error(`${url} signs nobody up: ${signedUp.status}`);

  const shows = async (path: string, part: string) => {
    const { status, text } = await visitor.get(path);
    return status === 200 && text.includes(part);
  };
  const fill = async (wanted: Wanted) => (await putIntoCart(visitor, wanted)).status === 303;
  const order = async () => {
    const { text } = await visitor.get('/checkout');
    const { status, location } = await visitor.post('/checkout', fillCheckout(text) ?? {});
    return status === 303 && location?.startsWith('/orders/') === true;
  };

  return {
    /** Puts an item into the cart and buys it. */
    buy: async (wanted: Wanted) => (await fill(wanted)) && order(),
    /** Does everything that a customer does, as far as the pages allow it. */
    async walk(wanted: Wanted): Promise<Journey> {
      const { productId, itemId, title } = wanted;
      const link = `/products/${productId}`;
      const can = (work: () => Promise<boolean>) => work().catch(() => false);
      const browse = await can(
        async () => (await shows('/', '/products/')) && shows('/categories/toys', '/products/'),
      );
      const search = await can(() => shows(`/search?q=${encodeURIComponent(title)}`, link));
      const product = await can(() => shows(`${link}?item=${itemId}`, 'action="/cart/items'));
      const cart = product && (await can(async () => (await fill(wanted)) && shows('/cart', itemId)));
      return { browse, search, product, cart, order: cart && (await can(order)) };
    },
  };
}
