import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { createPageMemo } from './create-page-memo.ts';
import { joinBytes, toBytes } from './join-bytes.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a page with the very same parts is joined once', () => {
  const { join } = createPageMemo(1_000);
  const body = toBytes('몸');
  const page = join('/', ['머리', body]);
  expect(text(page)).toBe('머리몸');
  expect(join('/', ['머리', body])).toBe(page);
  expect(join('/', ['머리', toBytes('몸')])).not.toBe(page);
});

test('a page always consists of its parts, in any order of requests', () => {
  const kept = ['a', '나', 'ccc', 'ㄹ'.repeat(40)].map(toBytes);
  const part = fc.oneof(fc.constantFrom(...kept), fc.string());
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('/', '/1', '/2'), fc.array(part, { maxLength: 5 }))),
      (pages) => {
        const { join } = createPageMemo(200);
        for (const [key, parts] of pages) expect(text(join(key, parts))).toBe(text(joinBytes(parts)));
      },
    ),
  );
});

test('pages that are requested once do not push out others', () => {
  const { join } = createPageMemo(100);
  const part = toBytes('x'.repeat(60));
  const home = join('/', [part]);
  for (let word = 0; word < 500; word++) join(`/?word=${word}`, [part]);
  expect(join('/', [part])).toBe(home);
  join('/new', [part]);
  const kept = join('/new', [part]);
  expect(join('/new', [part])).toBe(kept);
});
