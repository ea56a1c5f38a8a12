import { expect, test } from 'bun:test';
import { toBoundaryColors } from './to-boundary-colors.ts';

test('each slice has an outline of its own color, whatever the order of the list', () => {
  const rules = toBoundaryColors(['cart', 'order', 'menu', 'gift']);
  const colors = [...rules.matchAll(/\[data-boundary=(\w+)\]\{--team:(oklch\([^)]+\))\}/g)];
  expect(colors.map(([, slice]) => slice)).toEqual(['cart', 'gift', 'menu', 'order']);
  expect(new Set(colors.map(([, , color]) => color)).size).toBe(4);
  expect(toBoundaryColors(['gift', 'cart', 'menu', 'order'])).toBe(rules);
});
