import type { Quote } from '@jogakbo/pricing-service/contract';
import type { Fee, Region } from '@jogakbo/transport-service/contract';
import type * as v from 'valibot';
import type { LineRequest, Snapshot, SnapshotLine, Totals } from './contract.ts';

/** The title, option and picture of an item, and its delivery service. A draft keeps the first that it read. */
export type Label = Pick<SnapshotLine, 'itemId' | 'title' | 'option' | 'image' | 'service'>;

type Parts = {
  lines: LineRequest[];
  labels: Label[];
  quote: Quote;
  fee: v.InferOutput<typeof Fee>;
  region: Region;
};

/** Combines lines with the prices, coupons and fees that were just read. */
export async function toSnapshot({ lines, labels, quote, fee, region }: Parts): Promise<Snapshot> {
  const labelOf = new Map(labels.map((label) => [label.itemId, label]));
  const quoted = new Map(quote.lines.map((line) => [line.itemId, line]));
  const missing: string[] = [];
  const found = lines.flatMap((line): SnapshotLine[] => {
    const [label, price] = [labelOf.get(line.itemId), quoted.get(line.itemId)];
    if (label && price && price.productId === line.productId && price.quantity === line.quantity)
      return [{ ...label, ...line, list: price.list, final: price.final }];
    missing.push(line.itemId);
    return [];
  });
  const totals = toTotals(found, quote, fee);
  const { coupons, refused } = toCouponsOf(quote, fee.fee);
  const revision = await toRevision(found, missing, totals);
  return { lines: found, missing, coupons, refused, region, totals, revision };
}

/** Computes the amounts of an order in won. A discount on delivery is at most the delivery fee. */
export function toTotals(
  lines: Pick<SnapshotLine, 'list' | 'quantity'>[],
  quote: Pick<Quote, 'payable' | 'delivery'>,
  { fee, policy }: v.InferOutput<typeof Fee>,
): Totals {
  const goods = lines.reduce((sum, { list, quantity }) => sum + list * quantity, 0);
  const delivery = Math.max(0, fee - quote.delivery);
  const discount = Math.max(0, goods - quote.payable);
  return { goods, discount, delivery, fee, total: quote.payable + delivery, policy };
}

/** Limits coupons on delivery to the delivery fee. A coupon with a discount of 0 is refused, so that it is not used up. */
function toCouponsOf({ coupons, refused }: Quote, fee: number): Pick<Snapshot, 'coupons' | 'refused'> {
  const capped = coupons.map((coupon) =>
    coupon.class === 'shipping' ? { ...coupon, amount: Math.min(coupon.amount, fee) } : coupon,
  );
  const idle = capped.filter(({ amount }) => amount === 0);
  return {
    coupons: capped.filter(({ amount }) => amount > 0),
    refused: [
      ...refused,
      ...idle.map(({ code }) => ({ code, reason: 'not-for-these' as const, detail: 'free-delivery' })),
    ],
  };
}

async function toRevision(lines: SnapshotLine[], missing: string[], totals: Totals): Promise<string> {
  const { policy: _, fee: __, ...amounts } = totals;
  const seen = lines.map(({ itemId, quantity, final }) => [itemId, quantity, final]);
  const text = JSON.stringify([seen, missing, amounts]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest, 0, 8).toHex();
}
