import type { Sql } from './create-sql.ts';

export type Line = {
  itemId: string;
  productId: string;
  title: string;
  price: number;
  quantity: number;
  available: number;
};
export type Address = { recipient: string; phone: string; address: string };
export type Placing = Address & {
  member: string;
  /** Made with the form. The same key is the same order. */
  key: string;
  cart: number;
  /** Buys this item alone, in place of the cart. */
  only?: { itemId: string; quantity: number } | undefined;
  /** The total that the form showed, in won. */
  total: number;
  card: string;
};
export type Refusal = 'empty' | 'sold-out' | 'price-changed' | 'card-refused';
export type Order = Address & {
  id: string;
  placedAt: number;
  goods: number;
  delivery: number;
  lines: { title: string; price: number; quantity: number }[];
};

export type Purchases = ReturnType<typeof createPurchases>;

const setQuantity =
  'INSERT INTO cart_line VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET quantity = excluded.quantity';
const setReview = `INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (product_id, member_id)
  DO UPDATE SET rating = excluded.rating, title = excluded.title, body = excluded.body`;

const freeFrom = 19_800;
const deliveryFee = 2_500;
export const mostLines = 100;

/** Keeps carts and orders. */
export function createPurchases(sql: Sql, now: () => number) {
  const lineColumns = `i.id AS itemId, i.product_id AS productId, p.title || iif(i.label = '', '', ', ' || i.label) AS title,
    r.final AS price, s.available`;
  const lineJoins = `JOIN product p ON p.id = i.product_id JOIN pricing r ON r.item_id = i.id
    JOIN inventory s ON s.item_id = i.id`;

  return {
    readCart,
    readItem,

    count: (cart: number) =>
      sql.one<{ n: number }>('SELECT count(*) AS n FROM cart_line WHERE cart_id = ?', cart)?.n ?? 0,

    /** Sets or adds to the quantity of an item. 0 removes it. @returns false if the stock or the cart has no room */
    change(cart: number, itemId: string, quantity: number, add: boolean): boolean {
      return sql.together(() => {
        const lines = readCart(cart);
        const line = lines.find((each) => each.itemId === itemId);
        const wanted = add ? (line?.quantity ?? 0) + quantity : quantity;
        if (wanted === 0) {
          sql.run('DELETE FROM cart_line WHERE cart_id = ? AND item_id = ?', cart, itemId);
          return true;
        }
        const available = readItem(itemId, 1)[0]?.available ?? 0;
        if (wanted > Math.min(available, 999) || (!line && lines.length >= mostLines)) return false;
        sql.run(setQuantity, cart, itemId, wanted);
        return true;
      });
    },

    /** Takes the stock, the money and the cart, and writes the order: all of it, or nothing. */
    place(placing: Placing): { ok: true; id: string } | { ok: false; reason: Refusal } {
      try {
        return { ok: true, id: sql.together(() => place(placing)) };
      } catch (error) {
        if (error instanceof Refused) return { ok: false, reason: error.reason };
        throw error;
      }
    },

    orders: (member: string) =>
      sql.all<{ id: string; placedAt: number; total: number; title: string; lines: number }>(
        `SELECT o.id, o.placed_at AS placedAt, o.goods + o.delivery AS total, min(l.title) AS title,
           count(*) AS lines FROM "order" o JOIN order_line l ON l.order_id = o.id WHERE o.member_id = ?
           GROUP BY o.id ORDER BY o.placed_at DESC LIMIT 50`,
        member,
      ),

    order(id: string, member: string): Order | undefined {
      const order = sql.one<Omit<Order, 'lines'>>(
        `SELECT id, placed_at AS placedAt, recipient, phone, address, goods, delivery FROM "order"
           WHERE id = ? AND member_id = ?`,
        id,
        member,
      );
      if (!order) return undefined;
      const listLines = 'SELECT title, price, quantity FROM order_line WHERE order_id = ? ORDER BY rowid';
      const lines = sql.all<Order['lines'][number]>(listLines, id);
      return { ...order, lines };
    },

    hasBought: (member: string, product: string) =>
      sql.one(
        `SELECT 1 FROM "order" o JOIN order_line l ON l.order_id = o.id JOIN item i ON i.id = l.item_id
           WHERE o.member_id = ? AND i.product_id = ? LIMIT 1`,
        member,
        product,
      ) !== undefined,

    review(
      product: string,
      member: { id: string; name: string },
      text: { rating: number; title: string; body: string },
    ) {
      const { rating, title, body } = text;
      const author = toMasked(member.name);
      sql.run(setReview, crypto.randomUUID(), product, member.id, author, rating, title, body, now());
    },
  };

  function place(placing: Placing): string {
    const { member, key, total, card, only, recipient, phone, address } = placing;
    const sameForm = 'SELECT id FROM "order" WHERE member_id = ? AND form_key = ?';
    const before = sql.one<{ id: string }>(sameForm, member, key);
    if (before) return before.id;
    const lines = only ? readItem(only.itemId, only.quantity) : readCart(placing.cart);
    if (lines.length === 0) throw new Refused('empty');
    const goods = toGoods(lines);
    const delivery = toDelivery(goods);
    if (goods + delivery !== total) throw new Refused('price-changed');
    const take = 'UPDATE inventory SET available = available - ?1 WHERE item_id = ?2 AND available >= ?1';
    for (const { itemId, quantity } of lines)
      if (sql.run(take, quantity, itemId).changes === 0) throw new Refused('sold-out');
    const id = crypto.randomUUID();
    const write = 'INSERT INTO "order" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
    sql.run(write, id, member, key, now(), recipient, phone, address, goods, delivery);
    const add = 'INSERT INTO order_line VALUES (?, ?, ?, ?, ?)';
    for (const { itemId, title, price, quantity } of lines) sql.run(add, id, itemId, title, price, quantity);
    sql.run('INSERT INTO payment VALUES (?, ?, ?)', id, total, charge(card));
    if (!only) sql.run('DELETE FROM cart_line WHERE cart_id = ?', placing.cart);
    return id;
  }

  function readCart(cart: number): Line[] {
    return sql.all<Line>(
      `SELECT ${lineColumns}, c.quantity FROM cart_line c JOIN item i ON i.id = c.item_id ${lineJoins}
         WHERE c.cart_id = ? ORDER BY c.rowid`,
      cart,
    );
  }

  function readItem(itemId: string, quantity: number): Line[] {
    return sql.all<Line>(
      `SELECT ${lineColumns}, ? AS quantity FROM item i ${lineJoins} WHERE i.id = ?`,
      quantity,
      itemId,
    );
  }
}

export function toGoods(lines: Pick<Line, 'price' | 'quantity'>[]): number {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

export function toDelivery(goods: number): number {
  return goods >= freeFrom ? 0 : deliveryFee;
}

/** Undoes the transaction of an order. */
class Refused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

/** A stand-in for a payment provider. A real one is called before the transaction, and is asked again after a crash. */
function charge(card: string): string {
  if (card !== 'tok_ok') throw new Refused('card-refused');
  return `receipt-${crypto.randomUUID()}`;
}

function toMasked(name: string): string {
  const [first = '', ...rest] = [...name];
  return rest.length === 0 ? first : `${first}*${rest.length > 1 ? rest.at(-1) : ''}`;
}
