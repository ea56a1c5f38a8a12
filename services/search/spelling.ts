import { disassemble } from 'es-hangul';

export interface Spellings {
  /** Lower case, without punctuation, syllables whole. */
  readonly folded: string;
  readonly jamo: string;
  readonly choseong: string;
}

/** A grapheme of a text. */
export interface Piece extends Spellings {
  readonly source: string;
  readonly separates: boolean;
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

// 1.5L, nano-block and 존슨&존슨 stay one word; all other punctuation separates words as a space does.
const glue = /[.'’&\p{Pd}\p{Pc}\p{Cs}\uFFFD\p{Default_Ignorable_Code_Point}]/gu;
const separator = /[\p{P}\p{Z}\p{Cc}\p{Cf}™℠®©]/gu;
const folds = /[^가-힣a-z\d]/;

const conjoining = new Map([
  ...toConjoining(0x1100, 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'),
  ...toConjoining(0x1161, 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'),
  ...toConjoining(0x11a8, 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'),
  // NFKC makes old initial consonants of these two; typing ㅂㅅ gives the first of them.
  ['\u1121', 'ㅄ'],
  ['\u111a', 'ㅀ'],
]);

/** All three spellings, with one space between words and no space at the ends. */
export function toSpellings(text: string): Spellings {
  const pieces = toPieces(text);
  return {
    folded: joinPieces(pieces, 'folded'),
    jamo: joinPieces(pieces, 'jamo'),
    choseong: joinPieces(pieces, 'choseong'),
  };
}

/** A text as graphemes with the spelling of each, so that an offset in a spelling leads back to the text. */
export function toPieces(text: string): Piece[] {
  return Array.from(graphemes.segment(text), ({ segment }) => toPiece(segment));
}

function toPiece(source: string): Piece {
  const folded = folds.test(source) ? toFold(source) : source;
  const jamo = folded.replace(/[가-힣ㄱ-ㅣ]/g, disassemble);
  return {
    source,
    folded,
    jamo,
    choseong: /^[가-힣]$/.test(folded) ? jamo.charAt(0) : toInitials(folded),
    separates: folded === '' && source.replace(glue, '') !== '',
  };
}

function toFold(source: string): string {
  // NFKC makes conjoining jamo of compatibility jamo; those that are in no syllable are turned back.
  const letters = toLetters(source).normalize('NFKC').toLowerCase();
  return toLetters(letters).replace(/[\u1100-\u11ff]/g, (jamo) => conjoining.get(jamo) ?? jamo);
}

function toInitials(folded: string): string {
  return folded
    .replace(/[가-힣]/g, (syllable) => disassemble(syllable).charAt(0))
    .replace(/[ㄱ-ㅎ]/g, disassemble);
}

/** An accent whose letter was dropped is dropped too, or it would join the letter before. */
function toLetters(text: string): string {
  return text
    .replace(glue, '')
    .replace(separator, '')
    .replace(/^\p{M}+/u, '');
}

function joinPieces(pieces: readonly Piece[], spelling: keyof Spellings): string {
  return pieces
    .map((piece) => (piece.separates ? ' ' : piece[spelling]))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

function toConjoining(first: number, letters: string): [string, string][] {
  return [...letters].map((letter, index) => [String.fromCharCode(first + index), letter]);
}
