import { expect, test } from 'bun:test';
import { createClock } from './clock.ts';

const fixed = '2019-05-15T10:00:00+09:00';

test('a fixed clock runs on from its start, and each start has a clock of its own', () => {
  const minute = 60_000;
  const earlier = createClock(fixed, String(Date.now() - minute))();
  const later = createClock(fixed, String(Date.now()))();
  expect(later - earlier).toBeGreaterThan(-minute - 1_000);
  expect(later - earlier).toBeLessThan(1_000 - minute);
});

test('workers without a start share the one of the first of them', () => {
  const [first, second] = [createClock(fixed), createClock(fixed)];
  expect(Math.abs(first() - second())).toBeLessThan(1_000);
});

test('a text that is no time is refused by name', () => {
  expect(() => createClock('soon')).toThrow('DEV_NOW is not a time: soon');
});
