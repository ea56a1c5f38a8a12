import { expect, test } from 'bun:test';
import { toFragmentPath } from './fragment.ts';

test('the parameters of a path are sorted, so it can be a cache key', () => {
  expect(toFragmentPath('price', { product: '1', item: '2' })).toBe('/fragments/price?item=2&product=1');
  expect(toFragmentPath('menu', {})).toBe('/fragments/menu');
});

test.each(['포켓몬 & co', 'a=b&c', '#?/', '\ud800', '💩', ' +%'])(
  'the parameter %p arrives unchanged',
  (q) => {
    const url = new URL(toFragmentPath('results', { q }), 'http://fragment');
    expect(url.searchParams.get('q')).toBe(q.toWellFormed());
    expect([...url.searchParams.keys()]).toEqual(['q']);
  },
);
