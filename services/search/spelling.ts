import { disassemble } from 'es-hangul';

export interface Spellings {
  /** In lower case, without punctuation, with whole syllables. */
  readonly folded: string;
  readonly jamo: string;
  readonly choseong: string;
}

/** A grapheme of a text with its spellings. `separates`: it ends a word, like a space. */
export interface Piece extends Spellings {
  readonly source: string;
  readonly separates: boolean;
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

// 1.5L, nano-block and 존슨&존슨 stay one word. All other punctuation separates words, like a space.
const glue = /[.'’&\p{Pd}\p{Pc}\p{Cs}\uFFFD\p{Default_Ignorable_Code_Point}]/gu;
const separator = /[\p{P}\p{Z}\p{Cc}\p{Cf}™℠®©]/gu;
const folds = /[^가-힣a-z\d]/;

const conjoining = new Map([
  ...toConjoining(0x1100, 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'),
  ...toConjoining(0x1161, 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'),
  ...toConjoining(0x11a8, 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'),
  // NFKC turns these two into old initial consonants; typing ㅂㅅ gives the first of them.
  ['\u1121', 'ㅄ'],
  ['\u111a', 'ㅀ'],
]);

/** Spells a text in all three ways, with one space between words and none at the ends. */
export function toSpellings(text: string): Spellings {
  const pieces = toPieces(text);
  return {
    folded: joinPieces(pieces, 'folded'),
    jamo: joinPieces(pieces, 'jamo'),
    choseong: joinPieces(pieces, 'choseong'),
  };
}

/** Splits a text into graphemes with the spellings of each, so that an offset in a spelling leads back to the text. */
export function toPieces(text: string): Piece[] {
  const sources = isPlain.test(text)
    ? [...text]
    : Array.from(graphemes.segment(text), ({ segment }) => segment);
  return sources.map(toKnownPiece);
}

/** Each of these characters is a grapheme of its own, so the slow segmenter is not needed. */
const isPlain = /^[가-힣ㄱ-ㅣ\x20-\x7e]*$/;

/** The pieces of graphemes that were met before: plain values, as titles use few different ones. */
const known = new Map<string, Piece>();
const mostKnown = 5_000;

function toKnownPiece(source: string): Piece {
  let piece = known.get(source);
  if (!piece) {
    piece = toPiece(source);
    if (known.size < mostKnown && source.length <= 2) known.set(source, piece);
  }
  return piece;
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
  // NFKC turns compatibility jamo into conjoining jamo. Those outside of syllables are turned back.
  const letters = toLetters(source).normalize('NFKC').toLowerCase();
  return toLetters(letters).replace(/[\u1100-\u11ff]/g, (jamo) => conjoining.get(jamo) ?? jamo);
}

function toInitials(folded: string): string {
  return folded
    .replace(/[가-힣]/g, (syllable) => disassemble(syllable).charAt(0))
    .replace(/[ㄱ-ㅎ]/g, disassemble);
}

/** Drops punctuation. An accent whose letter is dropped goes too; otherwise it would join the letter before. */
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
