import { convertQwertyToHangul } from 'es-hangul';
import { toSpellings } from './spelling.ts';

export type Reading = 'literal' | 'choseong' | 'keyboard';

/** `text` is spelled the way the `field` of the index is; `whole` keeps the syllables together. */
export interface QueryWord {
  readonly field: 'jamo' | 'choseong';
  readonly text: string;
  readonly whole: string;
  /** Other spellings of the word, such as 포켓몬 for pokemon: a product that has one of them is found. */
  readonly also?: readonly QueryWord[];
}

export interface QueryForm {
  readonly reading: Reading;
  readonly text: string;
  readonly words: readonly QueryWord[];
}

const maximumInput = 100;
const maximumWords = 20;

// ★나노블록★, 나노블록~ and 🔥나노블록🔥 are decorated. The plus signs of C++ and 1+1 follow a letter or a digit, and stay.
const ornament = /[\p{So}\p{Sk}\p{Me}\p{EMod}~<>=|¬±×÷∼〜]|(?<![\p{Script=Latin}\p{N}+])\++/gu;

/** The ways to read the typed text, the likeliest first; none where it has no word. */
export function toQueryForms(input: string): QueryForm[] {
  const text = toCut(input);
  const words = toWords(text);
  if (words.length === 0) return [];
  const reading = words.some((word) => word.field === 'choseong') ? 'choseong' : 'literal';
  const forms: QueryForm[] = [{ reading, text, words }];
  const korean = fromEnglishKeyboard(withoutOrnaments(text));
  if (korean !== undefined && isTypedKorean(korean)) {
    forms.push({ reading: 'keyboard', text: korean, words: toWords(korean) });
  }
  return forms;
}

export function toJamo(text: string): string {
  return toSpellings(text).jamo;
}

export function toChoseong(text: string): string {
  return toSpellings(text).choseong;
}

export function fromEnglishKeyboard(text: string): string | undefined {
  if (!/^[a-z\d\s]*$/i.test(text) || !/[a-z]/i.test(text)) return undefined;
  // Shift makes ㄲ of R, but a text in capitals was typed with caps lock.
  return convertQwertyToHangul(/[a-z]/.test(text) ? text : text.toLowerCase());
}

/** The words of a title or brand that a search may mean: those with letters, neither short nor endless. */
export function toTermWords(text: string): QueryWord[] {
  return toWords(text.slice(0, 4 * maximumInput)).filter(
    ({ field, text: jamo }) => field === 'jamo' && /^(?=.*\p{L}).{4,40}$/u.test(jamo),
  );
}

/** The form with other words in it. */
export function toFormOf(words: readonly string[]): QueryForm {
  const text = words.join(' ');
  return { reading: 'literal', text, words: toWords(text) };
}

/** A text of ornaments alone stays: 🦖 can be searched for. */
function withoutOrnaments(text: string): string {
  const plain = text.replace(ornament, ' ').replace(/ +/g, ' ').trim();
  return plain === '' ? text : plain;
}

function toWords(text: string): QueryWord[] {
  const words = withoutOrnaments(toSpellings(text).folded).split(' ').filter(Boolean);
  // Of some signs only an accent is left, which is no word.
  return [...new Set(words)]
    .slice(0, maximumWords)
    .map(toWord)
    .filter((word) => word.text !== '');
}

/** A word as the index is asked for it. */
export function toWord(whole: string): QueryWord {
  const field = /[ㄱ-ㅎ]/.test(whole) && !/[가-힣ㅏ-ㅣ]/.test(whole) ? 'choseong' : 'jamo';
  return { field, text: toSpellings(whole)[field], whole };
}

/** 포켓몬, 포켓ㅁ or ㅍㅋㅁ, but not the ㅣㄷ해 that comes of lego. */
function isTypedKorean(text: string): boolean {
  return text.split(/\s+/).every((word) => /^\d*(?:[가-힣]+[ㄱ-ㅎ]?|[ㄱ-ㅎ]{2,})?\d*$/.test(word));
}

function toCut(input: string): string {
  const printable = input
    .slice(0, 4 * maximumInput)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
  return [...printable.trim()].slice(0, maximumInput).join('').trim();
}
