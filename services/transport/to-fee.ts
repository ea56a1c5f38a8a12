import type { DeliveryPolicy, Region } from './contract.ts';

/**
 * Computes the delivery fee in won.
 *
 * @param amount the amount that is payable for the goods after discounts, in won
 */
export function toFee({ freeFrom, fee, surcharges }: DeliveryPolicy, amount: number, region: Region): number {
  return amount >= freeFrom ? 0 : fee + (surcharges[region] ?? 0);
}
