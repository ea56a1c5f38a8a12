import { expect, test } from 'bun:test';
import { fillPath, formPages } from './form-pages.ts';
import { matchPath } from './match-path.ts';
import { actions, pages } from './pages.ts';

test.each(Object.keys(actions).filter((path) => !matchPath(pages, path)))(
  'the form posted to %s stands on a page',
  (path) => {
    const page = formPages[path]?.split('#')[0] as string;
    expect(Object.keys(pages)).toContain(page);
  },
);

test('values of a path stay one segment', () => {
  expect(fillPath('/products/:product', { product: '../x?y' })).toBe('/products/..%2Fx%3Fy');
});
