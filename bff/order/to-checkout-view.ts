import { call } from '@jogakbo/edge/call';
import { StockBatch, paths as stockPaths } from '@jogakbo/inventory-service/contract';
import { type Address, AddressList, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { CheckoutForm, Draft } from '@jogakbo/order-service/contract';
import { type MemberCoupon, MemberCouponList, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import type { OrderContext } from './bindings.ts';
import type { CheckoutView } from './contract.ts';
import { isSameAddress } from './same-address.ts';

/** Milliseconds the page waits for what it can do without. */
const patience = 800;

/** The member's addresses, the preferred one first; none where they cannot be read: a new one can still be typed. */
export async function readAddresses(c: OrderContext): Promise<Address[]> {
  const options = { identified: true, within: patience };
  const found = await call(c, c.env.MEMBER, memberPaths.addresses, AddressList, options);
  return found.ok ? found.value.addresses.sort((a, b) => Number(b.preferred) - Number(a.preferred)) : [];
}

/** What the page shows around a draft: coupons that may be used, and of what there is too little. */
export async function toCheckoutView(
  c: OrderContext,
  draft: Draft | null,
  addresses: Address[],
): Promise<CheckoutView> {
  if (!draft || draft.orderId)
    return { draft, addresses, coupons: [], couponsKnown: true, short: [], left: [] };
  const { lines, totals } = draft.snapshot;
  const ids = lines.map(({ itemId }) => itemId);
  const [coupons, stocks] = await Promise.all([
    lines.length > 0
      ? call(c, c.env.PRICING, pricePaths.couponsFor(lines), MemberCouponList, {
          identified: true,
          within: patience,
        })
      : undefined,
    ids.length > 0
      ? call(c, c.env.INVENTORY, stockPaths.ofItems(ids), StockBatch, { within: patience })
      : undefined,
  ]);
  const available = new Map(
    stocks?.ok ? stocks.value.stocks.map((each) => [each.itemId, each.available]) : [],
  );
  const left = lines.flatMap(({ itemId, quantity }) => {
    const pieces = available.get(itemId);
    return pieces !== undefined && pieces < quantity ? [{ itemId, left: pieces }] : [];
  });
  return {
    draft: draft.form ? { ...draft, form: toForm(draft.form, addresses) } : draft,
    addresses,
    coupons: coupons?.ok ? coupons.value.coupons.map((coupon) => toOffer(coupon, totals.fee)) : [],
    couponsKnown: coupons?.ok !== false,
    short: left.map(({ itemId }) => itemId),
    left,
  };
}

/** Where delivery is free, a coupon on delivery takes nothing off. */
function toOffer(coupon: MemberCoupon, fee: number | undefined): MemberCoupon {
  if (coupon.class !== 'shipping' || coupon.off === undefined || fee === undefined) return coupon;
  return { ...coupon, off: Math.min(coupon.off, fee) };
}

/** An address that is in the address book by now is chosen there; one that is there no more is not chosen. */
function toForm(form: CheckoutForm, addresses: Address[]): CheckoutForm {
  const known =
    form.address === 'new'
      ? addresses.find((each) => isSameAddress(each, form))
      : addresses.find(({ id }) => id === form.address);
  if (known) return { ...form, address: known.id };
  return form.address === 'new' ? form : { ...form, address: addresses[0]?.id ?? 'new' };
}
