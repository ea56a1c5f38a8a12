import { type Caller, type CallOptions, call, type Failure } from '@jogakbo/edge/call';
import {
  type MemberCoupon,
  paths as pricingPaths,
  Quote,
  type QuoteRequest,
} from '@jogakbo/pricing-service/contract';
import { ItemBatch, ProductBatch, paths as productPaths } from '@jogakbo/product-service/contract';
import { Fee, Region, paths as transportPaths } from '@jogakbo/transport-service/contract';
import * as v from 'valibot';
import type { LineRequest, Snapshot } from './contract.ts';
import type { Bindings } from './order-service.ts';
import { type Label, toSnapshot } from './to-snapshot.ts';

export type Wanted = {
  lines: LineRequest[];
  coupons: string[];
  /** The postcode of the address; without one, the fee for the capital is used. */
  postcode: string | undefined;
  /** Labels that were already read. */
  labels: Label[];
};
/** How a snapshot is read that is only shown. One that an order is placed with has no options. */
export type ShownOptions = {
  /** Also reads the coupons that the member may use. */
  offers?: boolean;
  /** The most milliseconds since titles and the delivery fee were read. */
  copy?: number;
};
type SnapshotResult =
  | { ok: true; value: Snapshot; offers?: MemberCoupon[] | undefined }
  | Failure
  | { ok: false; reason: 'no-such-place' };
type Services = Pick<Bindings, 'PRICING' | 'PRODUCT' | 'TRANSPORT'>;

type Copied = Pick<CallOptions, 'copy'>;

const RegionAnswer = v.object({ region: Region });

/** Reads prices, labels and fees, and computes an order of these lines for the member of the request's token. */
export async function readSnapshot(
  c: Caller,
  env: Services,
  wanted: Wanted,
  options: ShownOptions = {},
): Promise<SnapshotResult> {
  const copied = options.copy ? { copy: options.copy } : {};
  const [labels, quote, region] = await Promise.all([
    readLabels(c, env, wanted, copied),
    readQuote(c, env, wanted, options.offers),
    readRegion(c, env, wanted.postcode, copied),
  ]);
  if (!labels.ok) return labels;
  if (!quote.ok) return quote;
  if (!region.ok) return region.reason === 'not-found' ? { ok: false, reason: 'no-such-place' } : region;
  const path = transportPaths.fee(quote.value.payable, region.value.region);
  const fee = await call(c, env.TRANSPORT, path, Fee, copied);
  if (!fee.ok) return fee;
  const parts = { lines: wanted.lines, labels: labels.value, quote: quote.value, fee: fee.value };
  const value = await toSnapshot({ ...parts, region: region.value.region });
  return { ok: true, value, offers: quote.value.offers };
}

async function readQuote(c: Caller, env: Services, { lines, coupons }: Wanted, offers = false) {
  const body = {
    lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
    coupons,
    ...(offers ? { offers } : {}),
  } satisfies v.InferInput<typeof QuoteRequest>;
  return call(c, env.PRICING, pricingPaths.quotes, Quote, { method: 'POST', body, identified: true });
}

async function readRegion(c: Caller, env: Services, postcode: string | undefined, copied: Copied) {
  if (!postcode) return { ok: true, value: { region: 'capital' } } as const;
  return call(c, env.TRANSPORT, transportPaths.region(postcode), RegionAnswer, copied);
}

async function readLabels(c: Caller, env: Services, { lines, labels }: Wanted, copied: Copied) {
  const known = new Set(labels.map(({ itemId }) => itemId));
  if (lines.every(({ itemId }) => known.has(itemId))) return { ok: true, value: labels } as const;
  const [items, products] = await Promise.all([
    call(c, env.PRODUCT, productPaths.items(lines.map(({ itemId }) => itemId)), ItemBatch, copied),
    call(
      c,
      env.PRODUCT,
      productPaths.batch([...new Set(lines.map((line) => line.productId))]),
      ProductBatch,
      copied,
    ),
  ]);
  if (!items.ok) return items;
  if (!products.ok) return products;
  const badgesOf = new Map(products.value.products.map(({ id, badges }) => [id, badges]));
  const value = items.value.items.map(
    ({ itemId, productId, title, label, image }): Label => ({
      itemId,
      title,
      option: label,
      image,
      service: badgesOf.get(productId)?.[0] ?? 'standard',
    }),
  );
  return { ok: true, value } as const;
}
