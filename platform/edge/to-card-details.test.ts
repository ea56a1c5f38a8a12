import { expect, test } from 'bun:test';
import type { Failure } from './call.ts';
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

test('are what was answered', () => {
  expect(toCardDetails(answers)).toEqual({ ...details, complete: true });
});

test.each(['prices', 'ratings', 'stocks', 'promises'] as const)('have a gap without %s', (part) => {
  for (const failure of failures) {
    const gap = toCardDetails({ ...answers, [part]: failure });
    expect(gap).toEqual({ ...details, [part]: undefined, complete: false });
  }
});

test('lack nothing where a team knows nothing', () => {
  expect(toCardDetails({ ...answers, stocks: { ok: true, value: { stocks: [] } } }).complete).toBe(true);
});
