import type { ProductSummary } from '@jogakbo/product-service/contract';
import type { ArrivalPromise, DeliveryPolicy, DeliveryService } from '@jogakbo/transport-service/contract';
import type { ArrivalView } from './contract.ts';

/**
 * The delivery of a product for its page, or undefined if there is no promise for the product's delivery service.
 *
 * @param price of one piece, in won, if it is known
 * @param soldOut whether the item is known to be sold out
 */
export function toArrivalView(
  badges: ProductSummary['badges'],
  promises: ArrivalPromise[],
  policy: DeliveryPolicy,
  price: number | undefined,
  soldOut: boolean,
): ArrivalView | undefined {
  const service: DeliveryService = badges[0] ?? 'standard';
  const promise = promises.find((each) => each.service === service);
  if (!promise) return undefined;
  return {
    ...promise,
    turnsIn: promise.turnsIn ?? 0,
    freeFrom: policy.freeFrom,
    freeReturn: policy.freeReturn && service !== 'standard',
    free: price === undefined ? null : price >= policy.freeFrom,
    soldOut,
  };
}
