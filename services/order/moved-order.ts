import { Won } from '@jogakbo/contracts/money';
import * as v from 'valibot';
import { LineRequest } from './contract.ts';

const Text = v.pipe(v.string(), v.maxLength(400));
/**
 * An order as it moves between the shop and the program that it replaces, with amounts in won. Both use the same ids. `title` has the option,
 * too; `receipt` is the payment provider's.
 */
export const MovedOrder = v.object({
  memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Epoch milliseconds. */
  placedAt: v.number(),
  recipient: Text,
  phone: Text,
  postcode: v.pipe(v.string(), v.regex(/^\d{5}$/, 'must be five digits')),
  street: v.pipe(v.string(), v.maxLength(1_000)),
  lines: v.pipe(
    v.array(v.object({ ...LineRequest.entries, title: v.pipe(v.string(), v.maxLength(1_000)), price: Won })),
    v.minLength(1),
    v.maxLength(100),
  ),
  delivery: Won,
  total: Won,
  receipt: Text,
});
export type MovedOrder = v.InferOutput<typeof MovedOrder>;
