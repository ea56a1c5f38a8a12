import { expect, test } from 'bun:test';
import { MixedText } from './mixed-text.tsx';
import { renderStatic } from './render.ts';

const show = (text: string, language: 'ko' | 'en' = 'en') =>
  renderStatic(() => MixedText({ language, text }));

test.each([
  ['Results for ‘나노블록’', 'Results for ‘<span lang="ko">나노블록</span>’'],
  ['싱글 · 1 piece', '<span lang="ko">싱글</span> · 1 piece'],
  ['(06236) 서울 강남구 테헤란로 1, 3층', '(06236) <span lang="ko">서울 강남구 테헤란로 1, 3층</span>'],
  [
    '‘ㅍㅋㅁ’ was read as ‘포켓몬’',
    '‘<span lang="ko">ㅍㅋㅁ</span>’ was read as ‘<span lang="ko">포켓몬</span>’',
  ],
  ['LEGO <b>', 'LEGO &lt;b>'],
  ['', ''],
])('the Korean part of %j is marked on an English page', (text, html) => expect(show(text)).toBe(html));

test('text on a Korean page needs no mark', () => expect(show('나노블록 <b>', 'ko')).toBe('나노블록 &lt;b>'));
