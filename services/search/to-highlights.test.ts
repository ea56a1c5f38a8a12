import { expect, test } from 'bun:test';
import fc from 'fast-check';
import { toQueryForms } from './korean.ts';
import { toHighlights } from './to-highlights.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...'가각나노블록포켓몬ㅍ ab9-😀')).map((letters) => letters.join('')),
);

test.each([
  ['포켓몬스터', '포켓몬', '[포켓몬]스터'],
  ['포켓몬스터', '켓몬', '포[켓몬]스터'],
  ['포켓몬스터', '포케', '[포켓]몬스터'],
  ['포켓몬스터', '포켓ㅁ', '[포켓몬]스터'],
  ['포켓몬스터', 'ㅋㅁ', '포[켓몬]스터'],
  ['포켓몬스터', 'vhzptahs', '[포켓몬]스터'],
  ['포켓몬스터'.normalize('NFD'), '포켓몬', `[${'포켓몬'.normalize('NFD')}]${'스터'.normalize('NFD')}`],
  ['나노 블록 세트', '나노블록', '[나노 블록] 세트'],
  ['미니 나노블록', '블록 나노', '미니 [나노블록]'],
  ['나노 미니 블록', '블록 나노', '[나노] 미니 [블록]'],
  ['[정품] LEGO® 시티', 'lego', '[정품] [LEGO]® 시티'],
  ['고양이 공룡', '공', '고양이 [공]룡'],
  ['고양이', '공', '[고양]이'],
  ['물고기 물총', '물', '[물]고기 [물]총'],
  ['㎏ 단위', 'g', '[㎏] 단위'],
  ['가족 👨‍👩‍👧 인형', '👩', '가족 [👨‍👩‍👧] 인형'],
  ['포켓몬', '레고', '포켓몬'],
  ['포켓몬', '', '포켓몬'],
  ['', '포켓몬', ''],
])('the title %p is marked for %p', (title, query, marked) => {
  const segments = toHighlights(title, toQueryForms(query));
  expect(segments.map((segment) => (segment.match ? `[${segment.text}]` : segment.text)).join('')).toBe(
    marked,
  );
});

test('the joined segments are the title, and neighbors differ in their mark', () => {
  fc.assert(
    fc.property(text, text, (title, query) => {
      const segments = toHighlights(title, toQueryForms(query));
      expect(segments.map((segment) => segment.text).join('')).toBe(title);
      expect(segments.every((segment) => segment.text !== '')).toBe(true);
      expect(segments.slice(1).every((segment, index) => segment.match !== segments[index]?.match)).toBe(
        true,
      );
    }),
  );
});

test('a search for a part of a title marks this part', () => {
  const title = '퍼즐사랑 포켓몬스터 치코리타 나노블록 90피스';
  const cut = fc.tuple(fc.nat(title.length - 2), fc.integer({ min: 2, max: title.length }));
  fc.assert(
    fc.property(cut, ([start, length]) => {
      const query = title.slice(start, start + length);
      const marked = toHighlights(title, toQueryForms(query)).filter((segment) => segment.match);
      const found = marked
        .map((segment) => segment.text)
        .join('')
        .replaceAll(' ', '');
      expect(found).toContain(query.replaceAll(' ', ''));
    }),
  );
});
