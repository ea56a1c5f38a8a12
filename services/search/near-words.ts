/** How many jamo of a word's beginning its keys are made of. */
const keyLength = 8;

/** How many jamo may be wrong. It is 0 in short words, since too many other words are near. */
export function toTolerance(jamo: string): number {
  const { length } = [...jamo];
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * The keys of a word: its beginning, and the same with one or two jamo left out, the longest first. Two words within the distance of
 * {@link toTolerance} share a key.
 */
export function toKeys(jamo: string): string[] {
  const keys = new Set([[...jamo].slice(0, keyLength).join('')]);
  let last = [...keys];
  for (let left = toTolerance(jamo); left > 0; left--) {
    last = [...new Set(last.flatMap(leaveOneOut))];
    for (const key of last) keys.add(key);
  }
  return [...keys];
}

export interface Term {
  readonly word: string;
  readonly jamo: string;
  /** The number of products that have it. */
  readonly frequency: number;
}

/**
 * Sorts the terms that a wrong word may mean, the nearest first. Of equally near terms, those of the same length come first (샴프
 * means 샴푸, not 샤프), then the most frequent ones.
 */
export function rankTerms(jamo: string, terms: readonly Term[]): Term[] {
  return terms
    .map((term) => ({ term, distance: countEdits(jamo, term.jamo) }))
    .filter(({ distance }) => distance > 0 && distance <= toTolerance(jamo))
    .sort(
      (one, other) =>
        one.distance - other.distance ||
        Number(one.term.jamo.length !== jamo.length) - Number(other.term.jamo.length !== jamo.length) ||
        other.term.frequency - one.term.frequency,
    )
    .map(({ term }) => term);
}

/** Counts the edits from one word to another: jamo to insert, to leave out, to replace, or to swap with their neighbor. */
export function countEdits(from: string, to: string): number {
  const [source, target] = [[...from], [...to]];
  let before: number[] = [];
  let previous = Array.from({ length: target.length + 1 }, (_, index) => index);
  for (const [row, letter] of source.entries()) {
    const current = [row + 1];
    for (const [column, other] of target.entries()) {
      const replaced = previous[column]! + (letter === other ? 0 : 1);
      const swaps = row > 0 && column > 0 && letter === target[column - 1] && source[row - 1] === other;
      const swapped = swaps ? before[column - 1]! + 1 : replaced;
      current.push(Math.min(replaced, swapped, previous[column + 1]! + 1, current[column]! + 1));
    }
    before = previous;
    previous = current;
  }
  return previous.at(-1)!;
}

function leaveOneOut(text: string): string[] {
  const letters = [...text];
  return letters.map((_, index) => letters.toSpliced(index, 1).join(''));
}
