import { expect, test } from 'bun:test';
import { toPageNumbers } from './to-page-numbers.ts';

test('page numbers rise from the first to the last page, include the current one, and leave out at least two pages at a time', () => {
  for (let pages = 1; pages <= 30; pages++) {
    for (let page = 1; page <= pages; page++) {
      const shown = toPageNumbers(page, pages);
      const numbers = shown.filter((number) => number !== null);
      expect([numbers[0], numbers.at(-1)]).toEqual([1, pages]);
      expect(numbers).toContain(page);
      expect(shown.length).toBeLessThanOrEqual(7);
      for (const [index, number] of shown.entries()) {
        const before = shown[index - 1];
        if (number === null) expect((shown[index + 1] as number) - (before as number)).toBeGreaterThan(2);
        else if (index > 0 && before !== null) expect(number).toBe((before as number) + 1);
      }
    }
  }
});

test.each([
  [1, 1, [1]],
  [1, 4, [1, 2, 3, 4]],
  [4, 7, [1, 2, 3, 4, 5, 6, 7]],
  [5, 11, [1, null, 4, 5, 6, null, 11]],
])('the page numbers of page %i of %i', (page, pages, shown) => {
  expect(toPageNumbers(page, pages)).toEqual(shown);
});
