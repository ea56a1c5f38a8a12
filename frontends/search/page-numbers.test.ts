import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { toPageNumbers } from './page-numbers.ts';

test.each([
  [1, 1, [1]],
  [2, 3, [1, 2, 3]],
  [1, 9, [1, 2, 3, 4, 5]],
  [5, 9, [3, 4, 5, 6, 7]],
  [9, 9, [5, 6, 7, 8, 9]],
])('page %d of %d links to %p', (page, pages, numbers) => {
  expect(toPageNumbers(page, pages)).toEqual(numbers);
});

test('always has the current page, and only pages that exist', () => {
  const place = fc.integer({ min: 1, max: 9_999 }).chain((pages) => {
    return fc.tuple(fc.integer({ min: 1, max: pages }), fc.constant(pages));
  });
  fc.assert(
    fc.property(place, ([page, pages]) => {
      const numbers = toPageNumbers(page, pages);
      expect(numbers).toContain(page);
      expect(numbers[0]).toBeGreaterThanOrEqual(1);
      expect(numbers.at(-1)).toBeLessThanOrEqual(pages);
      expect(numbers.length).toBe(Math.min(5, pages));
    }),
  );
});
