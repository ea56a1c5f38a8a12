import { convertQwertyToHangul } from 'es-hangul';
import { toSpellings } from './spelling.ts';
import { isShort } from './to-grams.ts';

export type Reading = 'literal' | 'choseong' | 'keyboard';

/** A word to search for. `text` is spelled like the `field` of the index; `whole` has whole syllables. */
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
/** The most words of one or two letters. Each of them is in many products, and more of them hardly narrow a search. */
const maximumShortWords = 3;

// ★나노블록★, 나노블록~ and 🔥나노블록🔥 are decorated. The plus signs of C++ and 1+1 follow a letter or a digit, and stay.
const ornament = /[\p{So}\p{Sk}\p{Me}\p{EMod}~<>=|¬±×÷∼〜]|(?<![\p{Script=Latin}\p{N}+])\++/gu;

/** Gives the ways to read the typed text, the likeliest first. A text without words gives none. */
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
  try {
    // Shift makes ㄲ of R, but a text in capitals was typed with caps lock.
    return convertQwertyToHangul(/[a-z]/.test(text) ? text : text.toLowerCase());
  } catch {
    // es-hangul throws for a compound vowel with a consonant only after it, such as ㅗ, ㅐ, ㅅ of hot.
    return undefined;
  }
}

/** The words of a title or brand that a wrong word may be corrected to: words with letters, of 4 to 40 jamo. */
export function toTermWords(text: string): QueryWord[] {
  return toWords(text.slice(0, 4 * maximumInput)).filter(
    ({ field, text: jamo }) => field === 'jamo' && /^(?=.*\p{L}).{4,40}$/u.test(jamo),
  );
}

/** Makes a literal form of words. */
export function toFormOf(words: readonly string[]): QueryForm {
  const text = words.join(' ');
  return { reading: 'literal', text, words: toWords(text) };
}

/** Removes ornaments. A text that has nothing else stays, so 🦖 can be searched for. */
function withoutOrnaments(text: string): string {
  const plain = text.replace(ornament, ' ').replace(/ +/g, ' ').trim();
  return plain === '' ? text : plain;
}

function toWords(text: string): QueryWord[] {
  const words = withoutOrnaments(toSpellings(text).folded).split(' ').filter(Boolean);
  // Some signs leave only an accent, which is no word.
  const spelled = [...new Set(words)]
    .slice(0, maximumWords)
    .map(toWord)
    .filter((word) => word.text !== '');
  const short = spelled.filter(({ text }) => isShort(text)).slice(maximumShortWords);
  return spelled.filter((word) => !short.includes(word));
}

/** Spells a word for the index. */
export function toWord(whole: string): QueryWord {
  const field = /[ㄱ-ㅎ]/.test(whole) && !/[가-힣ㅏ-ㅣ]/.test(whole) ? 'choseong' : 'jamo';
  return { field, text: toSpellings(whole)[field], whole };
}

/** Whether a text is Korean that somebody would type: 포켓몬, 포켓ㅁ or ㅍㅋㅁ, but not ㅣㄷ해, which is lego on a Korean keyboard. */
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
