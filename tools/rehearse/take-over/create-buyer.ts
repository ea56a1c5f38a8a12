import { type Answer, createClient } from '../create-client.ts';
import { readCheckout } from './read-checkout.ts';

/** An order that a visitor has seen: the page of the order was promised by this side, with this total. */
export type ToldOrder = { id: string; side: 'legacy' | 'shop'; itemId: string; total: number };
export type Item = { productId: string; itemId: string };

type Options = {
  url: string;
  email: string;
  /** The items that the buyer orders, one after another. */
  items: Item[];
  /** Words that the buyer looks for. */
  words: string;
  onOrder(order: ToldOrder): void;
  /** Is called when a request has ended, with or without an answer. */
  onAnswer(): void;
  /** Counts what happened, by a name in plain words. */
  count(what: string): void;
};
export type Buyer = ReturnType<typeof createBuyer>;

const password = '칼국수 먹는 화요일';
const address = {
  ...{ recipient: '김조각', phone: '010-1234-5678', postcode: '06236' },
  ...{ street: '서울 강남구 테헤란로 1', detail: '3층' },
};
/** A visitor tries again this often, at most, and waits this long in between. */
const mostTries = 120;
const pauseMs = 250;

/**
 * Creates a visitor of a shop that is taken over: looks around, logs in, fills a cart and orders. An answer that says "try again" is followed, as
 * a person would do: with the same form while it is unknown whether it took effect, and from the cart on when the form is refused.
 */
export function createBuyer({ url, email, items, words, onOrder, onAnswer, count }: Options) {
  const client = createClient(url);
  let turn = 0;

  return {
    /** Looks around, and orders one item. @throws Error after too many tries, or for an answer that no visitor should see */
    async visit(): Promise<void> {
      const item = items[turn++ % items.length] as Item;
      for (const path of [
        '/',
        '/categories/toys',
        `/search?q=${encodeURIComponent(words)}`,
        `/products/${item.productId}?item=${item.itemId}`,
      ]) {
        const { status } = await repeat(() => client.get(path), path);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
      }
      await order(item);
    },

    /** Whether the page of an order shows its total. */
    async hasOrder({ id, total }: ToldOrder): Promise<boolean> {
      const { text } = await open(`/orders/${id}`);
      return text.includes(total.toLocaleString('en'));
    },
  };

  async function order(item: Item): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      await fillCart(item);
      const opened = await open('/checkout');
      const checkout = readCheckout(opened.text);
      // The cart is empty on this side, or the log-in is of the other side.
      if (!checkout) {
        count('checkouts that had to start again');
        await Bun.sleep(pauseMs);
        continue;
      }
      const { side, total, fields } = checkout;
      const paid = { ...address, ...fields, token: 'tok_ok', agree: 'yes', intent: 'place', method: 'card' };
      // The form has a key, or a draft, so that a second request places no second order.
      const placed = await repeat(() => client.post('/checkout', paid), 'POST /checkout');
      const [, id] = /^\/orders\/([\w-]+)$/.exec(placed.headers.get('location') ?? '') ?? [];
      if (id) {
        onOrder({ id, side, itemId: item.itemId, total });
        const shown = await repeat(() => client.get(`/orders/${id}`), '/orders');
        if (shown.status !== 200) count('orders whose page was on the other side already');
        return;
      }
      count('orders that were refused, and tried again');
      await Bun.sleep(pauseMs);
    }
    throw new Error(`${email} could not order ${item.itemId} in ${mostTries} tries`);
  }

  /** Puts one piece of an item into the cart, however many pieces an earlier try has left there. */
  async function fillCart({ productId, itemId }: Item): Promise<void> {
    await repeat(() => client.post('/cart/items', { productId, itemId, quantity: '1' }), 'POST /cart/items');
    await repeat(() => client.post(`/cart/items/${itemId}`, { quantity: '1' }), 'POST /cart/items/:item');
  }

  /** Opens a page for members, and logs in or signs up where it is asked for. */
  async function open(path: string): Promise<Answer> {
    const answer = await repeat(() => client.get(path), path);
    const next = answer.headers.get('location');
    if (!next?.startsWith('/login')) return answer;
    const form = { email, password, next: path };
    const entered = await repeat(() => client.post('/login', form), 'POST /login');
    if (entered.status !== 303) {
      count('sign-ups');
      await repeat(() => client.post('/signup', { ...form, name: '김조각' }), 'POST /signup');
    }
    return repeat(() => client.get(path), path);
  }

  /** Sends a request until its answer says more than that the shop is busy. */
  async function repeat(send: () => Promise<Answer>, what: string): Promise<Answer> {
    let last = 'no answer';
    for (let tries = 0; tries < mostTries; tries++) {
      const answer = await send().catch(() => undefined);
      onAnswer();
      if (answer && answer.status < 500) return answer;
      last = String(answer?.status ?? 'no answer');
      count('answers that said to try again');
      await Bun.sleep(pauseMs);
    }
    throw new Error(`${what}: ${last}, ${mostTries} times`);
  }
}
