import { type Answer, createVisitor } from '../../visitor/create-visitor.ts';
import { fillCheckout, type Item, password, putIntoCart, signUp } from '../../visitor/purchase.ts';

/** An order that a visitor has seen: the page of the order was promised by this side, with this total. */
export type ToldOrder = { id: string; side: 'legacy' | 'shop'; itemId: string; total: number };

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

/** A visitor tries again this often, at most, and waits this long in between. */
const mostTries = 120;
const pauseMs = 250;

/**
 * Creates a visitor of a shop that is taken over: looks around, logs in, fills a cart and orders. An answer that says "try again" is followed, as
 * a person would do: with the same form while it is unknown whether it took effect, and from the cart on when the form is refused.
 */
export function createBuyer({ url, email, items, words, onOrder, onAnswer, count }: Options) {
  const visitor = createVisitor(url);
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
        const { status } = await repeat(() => visitor.get(path), path);
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
      const { text } = await open('/checkout');
      const fields = fillCheckout(text);
      // The cart is empty on this side, or the log-in is of the other side.
      if (!fields) {
        count('checkouts that had to start again');
        await Bun.sleep(pauseMs);
        continue;
      }
      // The form has a key, or a draft, so that a second request places no second order.
      const placed = await repeat(() => visitor.post('/checkout', fields), 'POST /checkout');
      const [, id] = /^\/orders\/([\w-]+)$/.exec(placed.location ?? '') ?? [];
      if (id) {
        onOrder({ id, itemId: item.itemId, ...readSum(text, fields) });
        const shown = await repeat(() => visitor.get(`/orders/${id}`), '/orders');
        if (shown.status !== 200) count('orders whose page was on the other side already');
        return;
      }
      count('orders that were refused, and tried again');
      await Bun.sleep(pauseMs);
    }
    throw new Error(`${email} could not order ${item.itemId} in ${mostTries} tries`);
  }

  /** Puts one piece of an item into the cart, however many pieces an earlier try has left there. */
  async function fillCart(item: Item): Promise<void> {
    await repeat(() => putIntoCart(visitor, item), 'POST /cart/items');
    await repeat(
      () => visitor.post(`/cart/items/${item.itemId}`, { quantity: '1' }),
      'POST /cart/items/:item',
    );
  }

  /** Opens a page for members, and logs in or signs up where it is asked for. */
  async function open(path: string): Promise<Answer> {
    const answer = await repeat(() => visitor.get(path), path);
    if (!answer.location?.startsWith('/login')) return answer;
    const entered = await repeat(
      () => visitor.post('/login', { email, password, next: path }),
      'POST /login',
    );
    if (entered.status !== 303) {
      count('sign-ups');
      await repeat(() => signUp(visitor, email, path), 'POST /signup');
    }
    return repeat(() => visitor.get(path), path);
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

/** Reads which side shows a checkout page, and what the order costs there. */
function readSum(html: string, fields: Record<string, string>): Pick<ToldOrder, 'side' | 'total'> {
  if (!('draft' in fields)) return { side: 'legacy', total: Number(fields.total) };
  const [, sum = ''] = /<div[^>]*class="total[^"]*"[^>]*>.*?<dd[^>]*>(.*?)<\/dd>/s.exec(html) ?? [];
  return { side: 'shop', total: Number(sum.replace(/<[^>]*>/g, '').replace(/\D/g, '')) };
}
