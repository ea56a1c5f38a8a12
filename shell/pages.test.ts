import { expect, test } from 'bun:test';
import { fillPath, matchPath } from './match-path.ts';
import { actions, pages } from './pages.ts';

test.each(Object.entries(actions).filter(([path]) => !matchPath(pages, path)))(
  'the form that is posted to %s is on a page',
  (_, { page }) => {
    expect(Object.keys(pages)).toContain(page?.split('#')[0] as string);
  },
);

test('each value of a path stays one segment', () => {
  expect(fillPath('/products/:product', { product: '../x?y' })).toBe('/products/..%2Fx%3Fy');
});
