import type { QueryForm, QueryWord } from './korean.ts';
import { type Piece, type Spellings, toPieces } from './spelling.ts';
import { toAlternatives } from './to-match.ts';

export interface Segment {
  readonly text: string;
  readonly match: boolean;
}

/** Splits a title into parts. Joined they are the title. The first form with a word in the title decides which parts are marked. */
export function toHighlights(title: string, forms: readonly QueryForm[]): Segment[] {
  const pieces = toPieces(title);
  for (const form of forms) {
    const marks = toMarks(pieces, form);
    if (marks.includes(true)) return toSegments(pieces, marks);
  }
  return title === '' ? [] : [{ text: title, match: false }];
}

function toMarks(pieces: readonly Piece[], form: QueryForm): boolean[] {
  const marks = pieces.map(() => false);
  for (const word of form.words) {
    for (const [first, last] of toAlternatives(word).flatMap((each) => findWord(pieces, each)))
      marks.fill(true, first, last + 1);
  }
  return marks;
}

/** Finds whole syllables, and parts of syllables only if the title has no whole one: 공 marks 공룡, not 고양이 beside it. */
function findWord(pieces: readonly Piece[], word: QueryWord): [number, number][] {
  const whole = findText(pieces, 'folded', word.whole);
  return whole.length > 0 ? whole : findText(pieces, word.field, word.text);
}

function findText(pieces: readonly Piece[], spelling: keyof Spellings, text: string): [number, number][] {
  const spelled = pieces.map((piece) => piece[spelling]);
  // For each code unit of the spelling, the index of its piece.
  const origins = spelled.flatMap((part, index) => Array.from({ length: part.length }, () => index));
  const joined = spelled.join('');
  const ranges: [number, number][] = [];
  for (let at = joined.indexOf(text); text !== '' && at >= 0; at = joined.indexOf(text, at + text.length)) {
    ranges.push([origins[at]!, origins[at + text.length - 1]!]);
  }
  return ranges;
}

function toSegments(pieces: readonly Piece[], marks: readonly boolean[]): Segment[] {
  const segments: Segment[] = [];
  pieces.forEach(({ source }, index) => {
    const match = marks[index] ?? false;
    const previous = segments.at(-1);
    if (previous?.match === match) {
      segments[segments.length - 1] = { text: previous.text + source, match };
    } else {
      segments.push({ text: source, match });
    }
  });
  return segments;
}
