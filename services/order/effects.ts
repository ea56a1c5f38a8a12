import { paths as cartPaths } from '@jogakbo/cart-service/contract';
import { type Binding, call, type Failure, type Result } from '@jogakbo/edge/call';
import { createServiceCaller } from '@jogakbo/edge/create-service-caller';
import { Done, paths as inventoryPaths, Reservation } from '@jogakbo/inventory-service/contract';
import { Payment, paths as paymentPaths } from '@jogakbo/payment-service/contract';
import { paths as pricingPaths } from '@jogakbo/pricing-service/contract';
import { Shipment, type ShipmentRequest, paths as transportPaths } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';
import { createSealer } from './create-sealer.ts';
import type { OrderContext } from './order-service.ts';
import { createOrderStore, type KeptOrder, type Personal } from './order-store.ts';
import { readLeft } from './read-shortage.ts';
import type { Effects } from './saga.ts';

const away = { ok: false, reason: 'away' } as const;
const done = { ok: true } as const;
/** Milliseconds to wait for the cart. It also follows the events of orders, only later. */
const cartTimeoutMs = 1_000;

/** What the effects need to know of an order, which never changes. */
type Known = Pick<KeptOrder, 'id' | 'member' | 'content' | 'personal' | 'trace'>;

/**
 * Makes the effects of one order in other services, with this service's own token on behalf of the member who placed it.
 *
 * @param known the order if it was read or written before; otherwise it is read once
 */
export function createEffects(
  c: OrderContext,
  id: string,
  known?: Known,
): Effects & { hideInCart(): Promise<void>; read(): Promise<Known> } {
  const { env } = c;
  const store = createOrderStore(env.DB);
  let kept = known;

  return {
    read,

    async reserve() {
      const reserved = await post('inventory', env.INVENTORY, inventoryPaths.reserve, Reservation, toStock);
      if (reserved.ok) return done;
      if (isAway(reserved)) return away;
      await keepShortage(reserved.problem?.errors?.map(({ field }) => field) ?? []);
      return { ok: false, reason: 'sold-out' };
    },

    async redeem() {
      const { content } = await read();
      const coupons = content.coupons.map(({ code }) => code);
      if (coupons.length === 0) return done;
      const body = () => ({ orderId: id, coupons });
      const redeemed = await post('pricing', env.PRICING, pricingPaths.redemptions, v.unknown(), body);
      return redeemed.ok ? done : isAway(redeemed) ? away : { ok: false, reason: 'coupon' };
    },

    async askPayment() {
      const found = await send('payment', env.PAYMENT, paymentPaths.payment(id), Payment, 'GET');
      if (found.ok) return toOutcome(found.value);
      return found.reason === 'not-found' ? { ok: false, reason: 'none' } : away;
    },

    async authorize() {
      const { token, reference } = await open();
      const asked = await post('payment', env.PAYMENT, paymentPaths.payments, Payment, ({ content }) => ({
        orderId: id,
        amount: content.totals.total,
        method: content.method,
        token,
        ...(reference ? { reference } : {}),
      }));
      if (asked.ok) return toOutcome(asked.value);
      return isAway(asked) ? away : { ok: false, reason: 'declined' };
    },

    async confirm() {
      const confirmed = await post('inventory', env.INVENTORY, inventoryPaths.confirm, Done, toStock);
      return confirmed.ok ? done : isAway(confirmed) ? away : { ok: false, reason: 'expired' };
    },

    async capture() {
      const captured = await post('payment', env.PAYMENT, paymentPaths.capture(id), Payment);
      return captured.ok ? done : isAway(captured) ? away : { ok: false, reason: 'payment-unknown' };
    },

    async ship() {
      const { address } = await open();
      const sent = await post('transport', env.TRANSPORT, transportPaths.shipments, Shipment, (order) =>
        toShipment(order, address),
      );
      if (!sent.ok) return isAway(sent) ? away : { ok: false, reason: 'undeliverable' };
      if (sent.value.state === 'cancelled') return { ok: false, reason: 'undeliverable' };
      await env.DB.prepare('UPDATE orders SET arrival = ? WHERE id = ?').bind(sent.value.arrival, id).run();
      return done;
    },

    async recall() {
      const recalled = await post('transport', env.TRANSPORT, transportPaths.cancellation(id), v.unknown());
      if (recalled.ok || recalled.reason === 'not-found') return done;
      return recalled.problem?.reason === 'delivered' ? { ok: false, reason: 'delivered' } : away;
    },

    async refund() {
      const refunded = await post('payment', env.PAYMENT, paymentPaths.refund(id), v.unknown());
      if (!refunded.ok && refunded.reason !== 'not-found') return away;
      const state = refunded.ok ? v.safeParse(Payment, refunded.value) : undefined;
      return { ok: true, taken: state?.success === true && state.output.state === 'refunded' };
    },

    async release() {
      const released = await post('inventory', env.INVENTORY, inventoryPaths.release, v.unknown(), toStock);
      return released.ok ? done : away;
    },

    async giveBackCoupons() {
      const { content } = await read();
      if (content.coupons.length === 0) return done;
      const path = pricingPaths.redemption(id);
      const given = await send('pricing', env.PRICING, path, v.unknown(), 'DELETE');
      return given.ok || given.reason === 'not-found' ? done : away;
    },

    /** Hides the order's lines in the cart, so that the next page shows the right number. */
    async hideInCart() {
      await send('cart', env.CART, cartPaths.order(id), v.unknown(), 'PUT', toStock, cartTimeoutMs);
    },

    async showInCart() {
      if ((await read()).content.source !== 'cart') return;
      await send('cart', env.CART, cartPaths.order(id), v.unknown(), 'DELETE', undefined, cartTimeoutMs);
    },
  };

  /** Stores how many pieces of the items are left, so that the order can show it. */
  async function keepShortage(items: string[]): Promise<void> {
    const caller = await createServiceCaller(c, { audience: ['inventory'], trace: (await read()).trace });
    const shortage = JSON.stringify(await readLeft(caller, env, items));
    await env.DB.prepare('UPDATE orders SET shortage = ? WHERE id = ?').bind(shortage, id).run();
  }

  async function read(): Promise<Known> {
    kept ??= await store.read(id);
    if (!kept) throw new Error(`There is no order ${id}.`);
    return kept;
  }

  async function open(): Promise<Personal> {
    const { personal } = await read();
    return (await createSealer(env.ORDER_KEYS).open(personal, id)) as Personal;
  }

  async function post<Value>(
    slice: string,
    binding: Binding,
    path: string,
    schema: v.GenericSchema<unknown, Value>,
    toBody: (order: Known) => unknown = () => undefined,
  ) {
    return send(slice, binding, path, schema, 'POST', toBody);
  }

  async function send<Value>(
    slice: string,
    binding: Binding,
    path: string,
    schema: v.GenericSchema<unknown, Value>,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    toBody: (order: Known) => unknown = () => undefined,
    within?: number,
  ): Promise<Result<Value>> {
    const order = await read();
    const { member, trace } = order;
    const caller = await createServiceCaller(c, { audience: [slice], member, trace });
    const time = within ? { within } : {};
    return call(caller, binding, path, schema, { method, body: toBody(order), identified: true, ...time });
  }
}

/** Whether the outcome is unknown. A refusal is an answer, but not one of this service's token or of a rate limit. */
function isAway({ reason, status }: Failure): boolean {
  return (
    (reason !== 'refused' && reason !== 'not-found') || status === 401 || status === 403 || status === 429
  );
}

function toOutcome({ state }: Payment) {
  if (state === 'authorized' || state === 'captured') return done;
  return { ok: false, reason: state === 'unknown' ? 'unknown' : 'declined' } as const;
}

function toStock({ id, content }: Known) {
  return { orderId: id, lines: content.lines.map(({ itemId, quantity }) => ({ itemId, quantity })) };
}

function toShipment({ id, content }: Known, address: Personal['address']): ShipmentRequest {
  const lines = content.lines.map(({ itemId, quantity, service }) => ({ itemId, quantity, service }));
  return { orderId: id, region: content.region, address, lines };
}
