import { call } from '@jogakbo/edge/call';
import { StockBatch, paths as stockPaths } from '@jogakbo/inventory-service/contract';
import { type Address, AddressList, paths as memberPaths } from '@jogakbo/member-service/contract';
import type { Draft } from '@jogakbo/order-service/contract';
import { MemberCouponList, paths as pricePaths } from '@jogakbo/pricing-service/contract';
import type { OrderContext } from './bindings.ts';
import type { CheckoutView } from './contract.ts';

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
  if (!draft || draft.orderId) return { draft, addresses, coupons: [], short: [] };
  const { lines } = draft.snapshot;
  const ids = lines.map(({ itemId }) => itemId);
  const [coupons, stocks] = await Promise.all([
    call(c, c.env.PRICING, pricePaths.coupons, MemberCouponList, { identified: true, within: patience }),
    ids.length > 0
      ? call(c, c.env.INVENTORY, stockPaths.ofItems(ids), StockBatch, { within: patience })
      : undefined,
  ]);
  const left = new Map(stocks?.ok ? stocks.value.stocks.map((each) => [each.itemId, each.available]) : []);
  const short = lines.filter(({ itemId, quantity }) => quantity > (left.get(itemId) ?? quantity));
  return {
    draft,
    addresses,
    coupons: coupons.ok ? coupons.value.coupons : [],
    short: short.map(({ itemId }) => itemId),
  };
}
