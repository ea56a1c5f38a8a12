import { convertQwertyToHangul } from 'es-hangul';
import { toSpellings } from './spelling.ts';

export type Reading = 'literal' | 'choseong' | 'keyboard';

/** `text` is spelled the way the `field` of the index is; `whole` keeps the syllables together. */
export interface QueryWord {
  readonly field: 'jamo' | 'choseong';
  readonly text: string;
  readonly whole: string;
}

export interface QueryForm {
  readonly reading: Reading;
  readonly text: string;
  readonly words: readonly QueryWord[];
}

const maximumInput = 100;
const maximumWords = 20;

/** The ways to read what a shopper typed, likeliest first; none where there is nothing to look for. */
export function toQueryForms(input: string): QueryForm[] {
  const text = toCut(input);
  const words = toWords(text);
  if (words.length === 0) return [];
  const reading = words.some((word) => word.field === 'choseong') ? 'choseong' : 'literal';
  const forms: QueryForm[] = [{ reading, text, words }];
  const korean = fromEnglishKeyboard(text);
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
  // Shift makes ㄲ of R, but with caps lock on nobody meant it.
  return convertQwertyToHangul(/[a-z]/.test(text) ? text : text.toLowerCase());
}

function toWords(text: string): QueryWord[] {
  const words = toSpellings(text).folded.split(' ').filter(Boolean);
  return [...new Set(words)].slice(0, maximumWords).map(toWord);
}

function toWord(whole: string): QueryWord {
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
