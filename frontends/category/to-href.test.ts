import { expect, test } from 'bun:test';
import { toHref, toNear } from './to-href.ts';

test('defaults are left out of an address', () => {
  expect(toHref('toys', { sort: 'relevance', page: 1 })).toBe('/categories/toys');
  expect(toHref('toys', { sort: 'price-asc', page: 3 })).toBe('/categories/toys?sort=price-asc&page=3');
});

test.each([
  [100, undefined],
  [101, '7-key'],
  [301, '7-key'],
  [302, undefined],
])('a link to page %p of 400 carries %p', (page, near) => {
  expect(toNear({ near: '7-key', pages: 400 }, page)).toBe(near as string);
});
