import type { QueryForm, QueryWord } from './korean.ts';
import { type Piece, toPieces } from './spelling.ts';
import { toAlternatives } from './to-match.ts';
import type { SuggestionRow } from './to-suggestions.ts';

/** The most terms. */
const most = 4;

/**
 * Completes the last typed word with words of the found products: 나노 블록 for 나노 블. The most frequent words come first. The typed
 * text itself is not a term.
 */
export function toTerms(rows: readonly SuggestionRow[], { words }: QueryForm): string[] {
  const last = words.at(-1);
  if (!last) return [];
  const before = words.slice(0, -1).map(({ whole }) => whole);
  const counts = new Map<string, { word: string; count: number }>();
  for (const { title, brand } of rows) {
    const found = new Map(
      [...toWordPieces(title), ...toWordPieces(brand)]
        .filter((word) => isBegunBy(word, last))
        .map((word) => [join(word, 'folded'), join(word, 'source')]),
    );
    for (const [key, word] of found) {
      const counted = counts.get(key) ?? { word, count: 0 };
      counts.set(key, { ...counted, count: counted.count + 1 });
    }
  }
  for (const same of [last.whole, ...before]) counts.delete(same);
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .slice(0, most)
    .map(({ word }) => [...before, word].join(' '));
}

function isBegunBy(word: readonly Piece[], typed: QueryWord): boolean {
  return toAlternatives(typed).some(({ field, text }) => join(word, field).startsWith(text));
}

function toWordPieces(text: string): Piece[][] {
  const words: Piece[][] = [[]];
  for (const piece of toPieces(text)) {
    if (piece.separates) words.push([]);
    else words.at(-1)!.push(piece);
  }
  return words.filter((word) => join(word, 'folded') !== '');
}

function join(word: readonly Piece[], part: 'folded' | 'jamo' | 'choseong' | 'source'): string {
  return word.map((piece) => piece[part]).join('');
}
