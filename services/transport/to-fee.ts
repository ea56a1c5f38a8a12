import type { DeliveryPolicy, Region } from './contract.ts';

/**
 * What delivery costs, in won.
 *
 * @param amount what is payable for the goods after discounts, in won
 */
export function toFee({ freeFrom, fee, surcharges }: DeliveryPolicy, amount: number, region: Region): number {
  return amount >= freeFrom ? 0 : fee + (surcharges[region] ?? 0);
}
