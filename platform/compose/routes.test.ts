import { expect, test } from 'bun:test';
import { createRouter, fillPath, pathOf } from './routes.ts';

const match = createRouter<{ name?: string }>({
  '/': { name: 'home' },
  '/items/new': { name: 'new' },
  '/items/:item': { name: 'item' },
  '/items/:item/reviews/:review': { name: 'review' },
  '/files/*': { name: 'files' },
});

test.each([
  ['/', 'home', '{}'],
  ['/items/new', 'new', '{}'],
  ['/items/7', 'item', '{"item":"7"}'],
  ['/items/a%20b%2Fc', 'item', '{"item":"a b/c"}'],
  ['/items/7/reviews/1', 'review', '{"item":"7","review":"1"}'],
  ['/files/a/b.png', 'files', '{}'],
  ['/files/', 'files', '{}'],
])('the path %s leads to the route %s with %s', (path, name, params) => {
  const found = match(path);
  expect([found?.route.name, JSON.stringify(found?.params)]).toEqual([name, params]);
});

test.each(['/files', '/items', '/items/', '/items/7/', '/items/%E0%A4%A', '/Items/7', '//', ''])(
  'the path %p leads to no route',
  (path) => expect(match(path)).toBeUndefined(),
);

test('each value of a path stays one segment', () => {
  expect(fillPath('/products/:product#reviews', { product: '../x?y' })).toBe('/products/..%2Fx%3Fy#reviews');
});

test.each([
  ['https://shop.example/a/b?c=/d#e', '/a/b'],
  ['https://shop.example', '/'],
  ['http://[::1]:8787/a#b?c', '/a'],
])('the path of %s is %s', (url, path) => expect(pathOf(url)).toBe(path));
