import { expect, test } from 'bun:test';
import { toWindow } from './pagination.tsx';

test.each([
  [1, 1, [1]],
  [2, 3, [1, 2, 3]],
  [1, 14, [1, 2, 3, 4, 5]],
  [7, 14, [5, 6, 7, 8, 9]],
  [14, 14, [10, 11, 12, 13, 14]],
])('page %d of %d stands among %j', (page, pages, window) => {
  expect(toWindow(page, pages)).toEqual(window);
});

test('a window is never wider than five pages, never leaves them, and always has this one', () => {
  for (let pages = 1; pages <= 30; pages += 1) {
    for (let page = 1; page <= pages; page += 1) {
      const window = toWindow(page, pages);
      expect(window).toHaveLength(Math.min(5, pages));
      expect(window).toContain(page);
      expect([Math.min(...window) >= 1, Math.max(...window) <= pages]).toEqual([true, true]);
    }
  }
});
