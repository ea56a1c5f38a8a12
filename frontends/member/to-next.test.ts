import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { toNext } from './to-next.ts';

test.each([
  ['/cart', '/cart'],
  ['/checkout?x=1#y', '/checkout?x=1#y'],
  ['/orders/0198-a', '/orders/0198-a'],
  ['/products/51862822?item=183485417', '/products/51862822?item=183485417'],
  ['/search?q=포켓몬', '/search?q=%ED%8F%AC%EC%BC%93%EB%AA%AC'],
  ['/search?q=%EB%82%98&next=https://shop.example', '/search?q=%EB%82%98&next=https://shop.example'],
  ['/a/../cart', '/cart'],
])('after the log-in the browser goes to %s', (asked, expected) => expect(toNext(asked)).toBe(expected));

describe('an address outside the shop leads to the home page', () => {
  test.each([
    ...[undefined, '', 'cart', '.', '..', '?x', '#x', ' /cart', '\t/cart', '\u00a0/cart'],
    ...['//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example'],
    ...['/\n/evil.example', '/\r\nSet-Cookie: a=b', '/cart\u0000', '/cart\u2028x', '/\u007f/evil.example'],
    ...[
      'https://evil.example',
      'http:evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'JaVaScRiPt:x',
    ],
    ...[
      '/%2Fevil.example',
      '/%2f%2fevil.example',
      '/%5Cevil.example',
      '/%5c%5cevil.example',
      '/%252Fevil.example',
    ],
    ...[
      '/%25252Fevil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '/./\\evil.example',
      '/%2e//evil.example',
    ],
    ...['/%2e%2e//evil.example', '/a/%2e%2e/%2Fevil.example', '/%09/evil.example', '/%0d%0aSet-Cookie:a=b'],
    ...[
      '/%00',
      '/x%0aLocation:%20//evil.example',
      '/%E0%A4%A',
      '/\ud800',
      '/login',
      '/login?next=/login',
      '/signup',
    ],
    ...['/logout', `/${'x'.repeat(2_001)}`, '/a\\b', '//user@evil.example', '/%c0%af/evil.example'],
  ])('%p', (asked) => expect(toNext(asked)).toBe('/'));
});

test('for any address, the browser stays in the shop and the header is one line of plain characters', () => {
  const piece = fc.constantFrom(
    ...[
      '/',
      '\\',
      '//',
      '.',
      '..',
      '%2f',
      '%2F',
      '%5c',
      '%252f',
      '%2e',
      '%09',
      '%0a',
      '%00',
      '\t',
      '\n',
      '\r',
    ],
    ...[
      'evil.example',
      '@',
      ':',
      'javascript:',
      'https:',
      '?',
      '#',
      '&',
      'cart',
      '한',
      '\u0000',
      '\u2028',
      ' ',
    ],
  );
  const asked = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
  );
  fc.assert(
    fc.property(asked, (text) => {
      const next = toNext(text);
      expect(next).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      for (const base of ['https://shop.example/login', 'http://localhost:8787/login?next=x'])
        expect(new URL(next, base).origin).toBe(new URL(base).origin);
      // A proxy may decode the address once or twice.
      let decoded = new URL(next, 'https://shop.example').pathname;
      for (let times = 0; times < 3; times++) {
        expect(decoded).not.toMatch(/^\/[/\\]/);
        try {
          decoded = decodeURIComponent(decoded);
        } catch {
          break;
        }
      }
      expect(toNext(next)).toBe(next);
    }),
    { numRuns: 5_000 },
  );
});
