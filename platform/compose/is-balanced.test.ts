import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { isBalanced } from './is-balanced.ts';

import { readPlaces } from './read-places.helper.ts';

test.each([
  '',
  'text only, 3 < 4 and a <3',
  '<p>one</p><p>two</p>',
  '<img src="a>b.png"><br><input value=\'<div>\'>',
  '<svg><path d="M0 0"/><circle r="1"></circle></svg>',
  '<!-- <div> --><p>x</p>',
  '<script type="application/json">{"a":"<div>"}</script>',
  '<STYLE>a > b {}</style>',
  '<textarea><p></textarea>',
  '<a href=/p/>x</a>',
  '<a href=/p/?a=1&b=2 hidden>x</a>',
  '<!--$--><!--/--><!--!--><p>x</p><!-->--><!---> -->',
  '<noscript><img src="a.png"></noscript>',
  '<svg><title>a</title><foreignObject><p>x</p></foreignObject></svg>',
  '<iframe src="/x"><p></iframe>',
  '<title>a </titles> b</title>',
  '<table><caption>a</caption><colgroup><col></colgroup><tbody><tr><td>b</td></tr></tbody></table>',
])('%p is balanced', (html) => expect(isBalanced(html)).toBe(true));

test.each([
  '<p>',
  '</p>',
  '<p><b></p></b>',
  '<div',
  '<div class="a',
  '<p>one</p><',
  '<p>one</p></',
  '<!-- never ends',
  '<script>let a = "',
  '</div><div>',
  '<textarea><p></p>',
  '<div/>',
  '<a href=/p/>',
  '<plaintext>',
  '<plaintext></plaintext>',
  '<!-- --!><div> -->',
  '<iframe><p></iframe></p>',
  '<iframe><!-- </iframe><div> --></iframe>',
  '<script><!--<script></script>',
  '<noscript><!-- </noscript><div> --></noscript>',
  '<svg><p/></svg>',
  '<svg><foreignObject><div/></foreignObject></svg>',
  '<svg><style><div></style></svg>',
  '<select><title></select><div></title></select>',
  '<template><col><textarea></template><div></textarea></template>',
  '<p title=a"><div class="b">x</p>',
  '<lin\u212a>',
  '<p><jb-fragment><p></p></jb-fragment></p>',
  '<body></body>',
  '<template><tr><a><object><colgroup></colgroup></object></a></tr></template>',
  '<form><table><td><form></form></td></table></form>',
])('%p is not balanced', (html) => expect(isBalanced(html)).toBe(html === '<p>one</p><'));

const text = fc.string({ maxLength: 12 }).map((value) => value.replaceAll('<', '&lt;'));
const tree: fc.Memo<string> = fc.memo((depth) =>
  depth <= 1
    ? text
    : fc.oneof(
        text,
        fc
          .tuple(
            fc.constantFrom('div', 'p', 'a', 'li'),
            text.map((value) => value.replaceAll('"', '')),
            tree(),
          )
          .map(([name, title, inner]) => `<${name} title="${title}">${inner}</${name}>`),
        fc.tuple(tree(), tree()).map(([left, right]) => left + right),
      ),
);

test('any tree of elements is balanced, and is not when it is cut inside a tag', () => {
  fc.assert(
    fc.property(tree(5), fc.nat(), (html, seed) => {
      expect(isBalanced(html)).toBe(true);
      const wrapped = `<section>${html}</section>`;
      const cut = 1 + (seed % (wrapped.length - 1));
      if (cut < wrapped.length - '</section>'.length + 1)
        expect(isBalanced(wrapped.slice(0, cut + 1))).toBe(false);
    }),
  );
});

/** Elements that browsers parse in unexpected ways, and ordinary ones. */
const names = (
  'div p a b i nobr h1 h2 li dd button form table tbody tr td caption colgroup col select option template svg math title style script ' +
  'textarea noscript iframe xmp foreignObject desc mi annotation-xml br input img object ruby rt link plaintext jb-fragment body frameset x-y'
).split(' ');
const name = fc.constantFrom(...names);
const scrap = fc.oneof(
  fc.constantFrom(
    'x',
    '<',
    '&lt;',
    '<!-- a -->',
    '<!-->',
    '<!--',
    '-->',
    '--!>',
    '</',
    '<!',
    '<?',
    '"',
    "'",
    '=',
    '/',
    '>',
  ),
  fc
    .tuple(
      name,
      fc.constantFrom('', '/', ' a', ' a=/', ' a="/"', " a='>'", ' a="', ' a=b"c', ' encoding="text/html"'),
    )
    .map(([tag, rest]) => `<${tag}${rest}>`),
  name.map((tag) => `</${tag}>`),
);
const soup: fc.Memo<string> = fc.memo((depth) =>
  depth <= 1
    ? scrap
    : fc.oneof(
        { weight: 1, arbitrary: scrap },
        { weight: 6, arbitrary: fc.tuple(name, soup()).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`) },
        { weight: 4, arbitrary: fc.tuple(soup(), soup()).map(([left, right]) => left + right) },
      ),
);

test('any HTML that passes stays in its place when a browser parses it, with scripts and without', () => {
  fc.assert(
    fc.property(soup(7), (html) => {
      fc.pre(isBalanced(html));
      expect({ html, places: readPlaces(html) }).toEqual({ html, places: ['', 'next'] });
    }),
    { numRuns: 1_000, maxSkipsPerRun: 1_000, seed: 1 },
  );
});

test('any text is checked in a time that grows with its length', () => {
  fc.assert(fc.property(fc.string(), (html) => typeof isBalanced(html) === 'boolean'));
  expect(isBalanced('<a '.repeat(50_000))).toBe(false);
});
