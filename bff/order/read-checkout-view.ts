import { call } from '@jogakbo/edge/call';
import { paths as inventoryPaths, StockBatch } from '@jogakbo/inventory-service/contract';
import { type Address, AddressList, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { CheckoutForm, Draft } from '@jogakbo/order-service/contract';
import { PaymentOptions, paths as paymentPaths } from '@jogakbo/payment-service/contract';
import {
  type MemberCoupon,
  MemberCouponList,
  paths as pricingPaths,
} from '@jogakbo/pricing-service/contract';
import type { OrderContext } from './bindings.ts';
import type { CheckoutView } from './contract.ts';
import { isSameAddress } from './same-address.ts';

/** The page waits this long for data that it can leave out. */
const extrasTimeoutMs = 800;
/** The ways to pay are settings of the shop. */
const optionsAgeMs = 5_000;

/**
 * Reads the member's addresses, the preferred one first.
 *
 * @returns undefined if they cannot be read; the shopper can then type an address
 */
export async function readAddresses(c: OrderContext): Promise<Address[] | undefined> {
  const options = { identified: true, within: extrasTimeoutMs };
  const found = await call(c, c.env.MEMBER, memberPaths.addresses, AddressList, options);
  return found.ok
    ? found.value.addresses.sort((a, b) => Number(b.preferred) - Number(a.preferred))
    : undefined;
}

/** Reads the data around a draft: the member's coupons, and the items with too little stock. */
export async function readCheckoutView(
  c: OrderContext,
  draft: Draft | null,
  known: Address[] | undefined,
): Promise<CheckoutView> {
  const addresses = known ?? [];
  const book = { addresses, addressesKnown: known !== undefined };
  if (!draft || draft.orderId)
    return { draft, ...book, coupons: [], couponsKnown: true, short: [], left: [] };
  const { offers: _, ...shown } = draft;
  const { lines, totals } = draft.snapshot;
  const ids = lines.map(({ itemId }) => itemId);
  const [coupons, stocks, payment] = await Promise.all([
    // A draft with current prices brings the coupons.
    lines.length > 0 && !draft.offers
      ? call(c, c.env.PRICING, pricingPaths.couponsFor(lines), MemberCouponList, {
          identified: true,
          within: extrasTimeoutMs,
        })
      : undefined,
    ids.length > 0
      ? call(c, c.env.INVENTORY, inventoryPaths.ofItems(ids), StockBatch, { within: extrasTimeoutMs })
      : undefined,
    call(c, c.env.PAYMENT, paymentPaths.options, PaymentOptions, {
      within: extrasTimeoutMs,
      copy: optionsAgeMs,
    }),
  ]);
  const available = new Map(
    stocks?.ok ? stocks.value.stocks.map((each) => [each.itemId, each.available]) : [],
  );
  const left = lines.flatMap(({ itemId, quantity }) => {
    const pieces = available.get(itemId);
    return pieces !== undefined && pieces < quantity ? [{ itemId, left: pieces }] : [];
  });
  return {
    draft: { ...shown, ...(draft.form ? { form: toForm(draft.form, addresses) } : {}) },
    ...book,
    coupons: (draft.offers ?? (coupons?.ok ? coupons.value.coupons : [])).map((coupon) =>
      toOffer(coupon, totals.fee),
    ),
    couponsKnown: coupons?.ok !== false,
    short: left.map(({ itemId }) => itemId),
    left,
    ...(payment.ok ? { payment: payment.value } : {}),
  };
}

/** A coupon on delivery takes off at most the delivery fee. */
function toOffer(coupon: MemberCoupon, fee: number | undefined): MemberCoupon {
  if (coupon.class !== 'shipping' || coupon.off === undefined || fee === undefined) return coupon;
  return { ...coupon, off: Math.min(coupon.off, fee) };
}

/** Chooses a typed address that is now in the address book. An address that is no longer there is not chosen. */
function toForm(form: CheckoutForm, addresses: Address[]): CheckoutForm {
  const known =
    form.address === 'new'
      ? addresses.find((each) => isSameAddress(each, form))
      : addresses.find(({ id }) => id === form.address);
  if (known) return { ...form, address: known.id };
  return form.address === 'new' ? form : { ...form, address: addresses[0]?.id ?? 'new' };
}
