import { expect, test } from 'bun:test';
import type { Failure } from '@jogakbo/edge/call';
import { type CardAnswers, toCardDetails } from './to-card-details.ts';

const details = {
  prices: [{ itemId: '11', list: 2, final: 1, discountPercent: 50 }],
  ratings: [{ productId: '1', average: 5, count: 1 }],
  stocks: [{ itemId: '11', level: 'in' as const }],
  promises: [{ service: 'rocket' as const, arrival: '2019-05-16' }],
};
const answers: CardAnswers = {
  prices: { ok: true, value: { prices: details.prices } },
  ratings: { ok: true, value: { ratings: details.ratings } },
  stocks: { ok: true, value: { stocks: details.stocks } },
  promises: { ok: true, value: { promises: details.promises } },
};
const failures: Failure[] = [
  { ok: false, reason: 'not-found', status: 404 },
  { ok: false, reason: 'timeout', status: 504 },
];

test('card details are the data of the answers', () => {
  expect(toCardDetails(answers)).toEqual({ ...details, complete: true });
});

test.each(['prices', 'ratings', 'stocks', 'promises'] as const)(
  'card details have a gap without %s',
  (part) => {
    for (const failure of failures) {
      const gap = toCardDetails({ ...answers, [part]: failure });
      expect(gap).toEqual({ ...details, [part]: undefined, complete: false });
    }
  },
);

test('card details are complete if an owner answers that it knows nothing', () => {
  expect(toCardDetails({ ...answers, stocks: { ok: true, value: { stocks: [] } } }).complete).toBe(true);
});
