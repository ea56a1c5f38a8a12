import { expect, test } from 'bun:test';
import { toAddressTags } from './to-address-tags.ts';

const of = {
  ...{
    origin: 'https://shop.example',
    path: '/categories/toys',
    language: 'ko' as const,
    listed: true,
    pictured: false,
  },
} as const;
const linksOf = (html: string) =>
  [...html.matchAll(/<link rel="(\w+)"(?: hreflang="([\w-]+)")? href="([^"]+)">/g)].map(
    ([, rel, language, href]) => `${language ?? rel} ${href}`,
  );

test('a page names its canonical address, and its addresses in two languages', () => {
  expect(linksOf(toAddressTags(of))).toEqual([
    'canonical https://shop.example/categories/toys',
    'ko https://shop.example/categories/toys',
    'en https://shop.example/categories/toys?lang=en',
    'x-default https://shop.example/categories/toys',
  ]);
});

test('the English page has its own canonical address, with the query that its slice names', () => {
  const [canonical, , english] = linksOf(toAddressTags({ ...of, language: 'en' }, '/categories/toys?page=2'));
  expect(canonical).toBe('canonical https://shop.example/categories/toys?page=2&amp;lang=en');
  expect(english).toBe('en https://shop.example/categories/toys?page=2&amp;lang=en');
});

test('a page that is not listed has no such addresses', () => {
  expect(toAddressTags({ ...of, listed: false })).toBe('<meta name="robots" content="noindex">');
});

test('no path can end its attribute', () => {
  expect(toAddressTags({ ...of, path: '/x"><script>' })).not.toContain('"><script>');
});
