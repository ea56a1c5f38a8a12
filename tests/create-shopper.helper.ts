import * as v from 'valibot';
import { CheckoutView, OrderView, PlacedView } from '../bff/order/contract.ts';
import { createVisitor } from '../tools/visitor/create-visitor.ts';
import { fillCheckout, home, password, signUp } from '../tools/visitor/purchase.ts';
import type { Shop } from './open-shop.helper.ts';
import { readSlot } from './read-page.helper.ts';

export const nano = { productId: '51862822', itemId: '183485417' };

let last = 0;

/** Signs up a member, who can then order. */
export async function createShopper(shop: Pick<Shop, 'url' | 'databaseOf'>) {
  const visitor = createVisitor(shop.url);
  const email = `shopper-${process.pid}-${++last}@example.com`;
  const signedUp = await signUp(visitor, email);
  if (signedUp.status !== 303) throw new Error(`signing up: ${signedUp.status}`);

  async function read<Value>(schema: v.GenericSchema<unknown, Value>, path: string): Promise<Value> {
    const { status, text } = await visitor.get(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`);
    return v.parse(schema, JSON.parse(text));
  }

  const shopper = {
    ...visitor,
    email,
    password,
    /** Opens the checkout, and fills in its form if it has one. */
    async openCheckout(path = '/checkout') {
      const { html } = readSlot((await visitor.get(path)).text, 'checkout');
      return { html, fields: fillCheckout(html) ?? {} };
    },
    /** Begins the checkout of one item. */
    async start(quantity = 1, item = nano) {
      const started = await visitor.post('/checkout/start', { ...item, quantity: String(quantity) });
      if (started.status !== 303) throw new Error(`starting: ${started.status}`);
      return started.location as string;
    },
    /** Buys one item at once, over the API. */
    async buy({ quantity = 1, item = nano, token = 'tok_ok' } = {}): Promise<string> {
      const begun = await visitor.postJson('/api/order/drafts', { ...item, quantity });
      const { draft } = JSON.parse(begun.text);
      const view = await read(CheckoutView, `/api/order/checkout?draft=${draft}`);
      const placed = await visitor.postJson('/api/order/orders', {
        draft,
        revision: view.draft?.snapshot.revision,
        address: home,
        payment: { method: 'card', token },
        agree: true,
      });
      if (placed.status >= 300) throw new Error(`placing: ${placed.status} ${placed.text}`);
      return v.parse(PlacedView, JSON.parse(placed.text)).id;
    },
    order: (id: string) => read(OrderView, `/api/order/orders/${id}`),
    /** Waits until the order is in one of these states. @param within the longest wait, in milliseconds */
    async follow(id: string, states: string[], within = 150_000) {
      const orders = await shop.databaseOf('order-service');
      const asked = orders.prepare('SELECT state FROM orders WHERE id = ?').bind(id);
      for (const end = Date.now() + within; ; await Bun.sleep(50)) {
        const state = (await asked.first<{ state: string }>())?.state ?? 'nowhere';
        if (states.includes(state)) return shopper.order(id);
        if (Date.now() > end) throw new Error(`${id} stays ${state}`);
      }
    },
  };
  return shopper;
}
