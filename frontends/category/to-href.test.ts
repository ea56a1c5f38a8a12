import { expect, test } from 'bun:test';
import { toHref } from './to-href.ts';

test('defaults are left out of an address', () => {
  expect(toHref('toys', { sort: 'relevance', page: 1 })).toBe('/categories/toys');
  expect(toHref('toys', { sort: 'price-asc', page: 3 })).toBe('/categories/toys?sort=price-asc&page=3');
});
