import { expect, test } from 'bun:test';
import { isDue } from './start-schedules.ts';

const minuteOf = (time: string) => Date.parse(time) / 60_000;

test.each([
  ['* * * * *', '2026-11-26T03:04:00Z', true],
  ['30 18 * * *', '2026-11-26T18:30:00Z', true],
  ['30 18 * * *', '2026-11-26T18:31:00Z', false],
  ['30 18 * * *', '2026-11-26T09:30:00Z', false],
])('%s at %s is due: %p', (cron, time, due) => {
  expect(isDue(cron, minuteOf(time))).toBe(due);
});
