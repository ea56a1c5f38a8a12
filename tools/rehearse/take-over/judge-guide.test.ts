import { expect, test } from 'bun:test';
import { judgeGuide } from './judge-guide.ts';

const order = { email: 'a@example.com', itemId: '1', total: 3_000 };
const good: Parameters<typeof judgeGuide>[0] = {
  ...{
    took: [{ heading: '1', seconds: 2 }],
    counts: { 'sign-ups': 1 },
    visitors: 1,
    journeys: 1,
    hasBrowser: true,
  },
  told: [
    { ...order, id: 'old', side: 'legacy' },
    { ...order, id: 'new', side: 'shop' },
  ],
  shown: new Set(['new']),
  inLegacy: [{ id: 'old', total: 3_000, itemId: '1', quantity: 2 }],
  stocks: [{ itemId: '1', before: 10, after: 7 }],
};
const failures = (outcome: Partial<typeof good>) =>
  judgeGuide({ ...good, ...outcome }).lines.flatMap(({ what, ok }) => (ok ? [] : [what]));
const lost = 'orders that were lost, or have another total';
const stock = 'items whose stock does not add up';

test('a run in which nothing is lost is ok', () => {
  expect(judgeGuide(good)).toMatchObject({ ok: true, steps: good.took });
});

test.each<[string, Partial<typeof good>, string[]]>([
  ['an order that the monolith does not have', { inLegacy: [] }, [lost, stock]],
  ['an order with another total', { inLegacy: [{ ...good.inLegacy[0], total: 1 } as never] }, [lost]],
  ['an order that the shop does not show', { shown: new Set() }, [lost]],
  ['a piece too few', { stocks: [{ itemId: '1', before: 10, after: 6 }] }, [stock]],
  ['a member who had to sign up twice', { counts: { 'sign-ups': 2 } }, ['sign-ups']],
  ['no journey', { journeys: 0 }, ['journeys in Chromium']],
])('a run with %s fails', (_, outcome, expected) => {
  expect(failures(outcome)).toEqual(expected);
});

test('a run in which only one side sold fails, and so does an order that is seen twice', () => {
  const [first] = good.told as [(typeof good.told)[number]];
  expect(failures({ told: [first], stocks: [] })).toEqual(['orders']);
  expect(failures({ told: [...good.told, first] })).toEqual(['orders that visitors saw twice']);
});
