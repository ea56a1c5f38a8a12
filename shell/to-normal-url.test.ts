import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { toNormalUrl } from './to-normal-url.ts';

describe('the normal form of an address', () => {
  test.each([
    ['/', '/'],
    ['/cart', '/cart'],
    ['/cart?', '/cart'],
    ['/cart/', '/cart'],
    ['//cart', '/cart'],
    ['/products//51862822///?item=183485417', '/products/51862822?item=183485417'],
    ['/products/51862822%20', '/products/51862822'],
    ['/products/51862822%20/%0a', '/products/51862822'],
    ['/products/51862822%E3%80%80', '/products/51862822'],
    ['/%70roducts/5%31862822', '/products/51862822'],
    ['/products/51862822%3Fitem=183485417', '/products/51862822?item=183485417'],
    ['/products/51862822%3fitem%3d183485417?utm_source=x', '/products/51862822?item=183485417&utm_source=x'],
    ['/products/51862822%23reviews', '/products/51862822'],
    ['/categories/%eb%82%98', '/categories/%EB%82%98'],
    ['/categories/나', '/categories/%EB%82%98'],
    ['//evil.example/', '/evil.example'],
    ['///evil.example', '/evil.example'],
    ['/search?q=a//b/', '/search?q=a//b/'],
    ['/products/%00', '/products/%00'],
    ['/products/%E0%A4%A', '/products/%E0%A4%A'],
  ])('of %s is %s', (address, expected) => expect(toNormalUrl(address)).toBe(expected));

  test.each([
    '/assets/x/../../fragments.json',
    '/assets/x/%2e%2E/fragments.json',
    '/assets/./x',
    '/..',
    '/assets/x%2f..%2ffragments.json',
    '/api/product/products%2F1',
    '/\\evil.example',
    '/%5Cevil.example',
    '/x%2F%2Fevil.example',
  ])('of %s does not exist', (address) => expect(toNormalUrl(address)).toBeUndefined());
});

const piece = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '%20',
    '%2e',
    '%41',
    '%3F',
    '%23',
    '%C2%A0',
    '%',
    '%E0',
    '..',
    '.',
    '?',
    '&',
    '=',
    '나',
    '@',
    ':',
    'evil.example',
    '\t',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const address = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);

describe('every address', () => {
  test('stays the same when its normal form is normalized again', () => {
    fc.assert(
      fc.property(address, (given) => {
        const normal = toNormalUrl(given);
        if (normal !== undefined) expect(toNormalUrl(normal)).toBe(normal);
      }),
    );
  });

  test('never leads to another host', () => {
    fc.assert(
      fc.property(address, (given) => {
        const normal = toNormalUrl(given) ?? '/';
        expect(new URL(normal, 'https://shop.example').host).toBe('shop.example');
        expect(normal).not.toMatch(/^\/[/\\]/);
      }),
    );
  });

  test('of a page in another form becomes the address of the page', () => {
    const segments = fc.array(fc.stringMatching(/^[\w-]{1,8}$/), { minLength: 1, maxLength: 3 });
    const slashes = fc.stringMatching(/^\/{1,3}$/);
    const end = fc.array(fc.constantFrom('/', '%20', '%09', '%C2%A0'), { maxLength: 4 });
    const query = fc.constantFrom('', '?item=1', '?q=a%2Fb');
    fc.assert(
      fc.property(segments, slashes, end, query, fc.nat(), (parts, slash, ends, search, seed) => {
        const page = `/${parts.join('/')}`;
        const written = parts.map((part, index) => (seed & (1 << index) ? toEscapes(part) : part));
        expect(toNormalUrl(slash + written.join(slash) + ends.join('') + search)).toBe(page + search);
      }),
    );
  });
});

function toEscapes(text: string): string {
  return [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
}
