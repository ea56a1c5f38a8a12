import { createVisitor } from '../../tests/create-visitor.helper.ts';

/** What a customer does, in this order. An order needs the cart, and the cart needs the product page. */
export const stages = ['browse', 'search', 'product', 'cart', 'order'] as const;
export type Stage = (typeof stages)[number];
export type Journey = Record<Stage, boolean>;

/** What a customer looks for and buys. */
export type Wanted = { productId: string; itemId: string; title: string };

/** The address of a guest; the shop of slices also wants to know how the customer pays. */
const answers = {
  ...{ recipient: '김조각', phone: '010-1234-5678', postcode: '06236', street: '서울 강남구', detail: '3층' },
  ...{ address: 'new', method: 'card', token: 'tok_ok', agree: 'yes', intent: 'place' },
};

/** The fields that a checkout form brings along: those of the monolith, and those of the shop of slices. */
const hidden = ['key', 'total', 'draft', 'revision'];
let last = 0;

/** Signs up a customer who visits the monolith or the shop of slices with the same requests, and without scripts. */
export async function createCustomer(url: string) {
  const visitor = createVisitor(url);
  const email = `customer-${process.pid}-${++last}@example.com`;
  const signedUp = await visitor.post('/signup', {
    ...{ name: '김조각', email, password: '칼국수 먹는 화요일', next: '/' },
  });
  if (signedUp.status !== 303) throw new Error(`${url} signs nobody up: ${signedUp.status}`);

  const shows = async (path: string, part: string) => {
    const { status, text } = await visitor.get(path);
    return status === 200 && text.includes(part);
  };
  const fill = async ({ productId, itemId }: Wanted) =>
    (await visitor.post('/cart/items', { productId, itemId, quantity: '1' })).status === 303;
  const order = async () => {
    const { text } = await visitor.get('/checkout');
    const found = hidden.map((name) => [name, text.match(`name="${name}" value="([^"]*)"`)?.[1] ?? '']);
    const { status, location } = await visitor.post('/checkout', {
      ...answers,
      ...Object.fromEntries(found),
    });
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
