import { expect, test } from 'bun:test';
import { readQuery } from './read-query.ts';

test.each([
  ['?item=183485417', { item: '183485417' }],
  ['?item=', {}],
  ['?item=+', {}],
  ['?item=&item=183485417', { item: '183485417' }],
  ['?item=1&item=2', { item: '1' }],
  ['?item=183485417?utm_source=x', { item: '183485417' }],
  ['?item=183485417%20', { item: '183485417' }],
  ['?item=183485417/', { item: '183485417' }],
  ['?utm_source=x&amp;item=183485417', { item: '183485417' }],
  ['?q=lego&utm_source=x', {}],
  ['?__proto__=x&constructor=y', {}],
  ['?item=1%27%20OR%201', { item: "1' OR 1" }],
])('the query %s gives the declared parameters', (search, expected) => {
  expect(readQuery(['item', 'page'], search as string)).toEqual(expected as Record<string, string>);
});

test('text that people typed stays as it is', () => {
  expect(readQuery(['q'], '?q=what%3F%20')).toEqual({ q: 'what? ' });
});
