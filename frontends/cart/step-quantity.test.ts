import { expect, test } from 'bun:test';
import { stepQuantity } from './step-quantity.ts';

test.each<[typed: string, by: 1 | -1, most: number, expected: string]>([
  ['1', 1, 99, '2'],
  ['1', -1, 99, '1'],
  ['９', 1, 99, '10'],
  ['９', -1, 99, '8'],
  [' 12 ', -1, 99, '11'],
  ['99', 1, 99, '99'],
  ['9', 1, 3, '3'],
  ['1', 1, 0, '1'],
  ['', 1, 99, '1'],
  ['', -1, 99, '1'],
  ['두 개', 1, 99, '1'],
  ['1.5', 1, 99, '1'],
])('a typed quantity of %j after a step of %d, with %d in stock, is %s', (typed, by, most, expected) => {
  expect(stepQuantity(typed, by, most)).toBe(expected);
});
