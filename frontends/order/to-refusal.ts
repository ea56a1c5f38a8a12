import type { Failure } from '@jogakbo/edge/call';
import type { CheckoutProblem } from './checkout-form.ts';

/** Why an order is not placed, as the checkout shows it. */
export type Refusal = { status: number; problems?: CheckoutProblem[]; total?: 'changed' | 'recounted' };

const refusals: Record<string, Refusal> = {
  changed: { status: 409, total: 'changed' },
  missing: { status: 409, problems: ['missing'] },
  short: { status: 409, problems: ['short'] },
  'coupon-refused': { status: 422, problems: ['coupon'] },
  'no-such-place': { status: 422, problems: ['place'] },
  'no-such-address': { status: 422, problems: ['address'] },
  'other-payment': { status: 422, problems: ['not-paid'] },
  'no-provider': { status: 503, problems: ['no-provider'] },
};

/** Converts a failed call to what the checkout shows. */
export function toRefusal({ status, problem }: Failure): Refusal {
  const known = refusals[problem?.reason ?? ''];
  if (known) return known;
  if (status === 429) return { status, problems: ['unavailable'] };
  return { status: status === 409 ? status : 503, problems: ['unknown'] };
}
