import { expect, test } from 'bun:test';
import { actions, pages } from './pages.ts';

test.each(Object.entries(actions).filter(([path]) => !(path in pages)))(
  'the form that is posted to %s is on a page',
  (_, { page }) => {
    expect(Object.keys(pages)).toContain(page?.split(/[?#]/)[0] as string);
  },
);
