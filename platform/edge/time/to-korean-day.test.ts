import { expect, test } from 'bun:test';
import { toKoreanDay } from './to-korean-day.ts';

test.each([
  ['2019-05-14T14:59:59.999Z', '2019-05-14'],
  ['2019-05-14T15:00:00Z', '2019-05-15'],
  ['2019-12-31T23:59:59+09:00', '2019-12-31'],
  ['2020-02-29T00:00:00+09:00', '2020-02-29'],
])('%s is %s in Korea', (moment, day) => {
  expect(toKoreanDay(Date.parse(moment))).toBe(day);
});
