export type Random = ReturnType<typeof createRandom>;

/** Creates a source of random choices. The same seed gives the same choices: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createRandom(seed: number) {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;

  return {
    /** An integer from 0 to `limit - 1`. */
    below,
    pick,
    /** True in one of `times` cases. */
    once: (times: number): boolean => below(times) === 0,
    list: <Value>(most: number, make: (index: number) => Value): Value[] =>
      Array.from({ length: below(most + 1) }, (_, index) => make(index)),
    /** Short text with characters that are special somewhere: in HTML, in headers, in addresses. */
    text: (most = 8): string => Array.from({ length: below(most + 1) }, () => pick(characters)).join(''),
  };
}

const characters = [
  ...'abc 0/?&=#%+.:;,"\'<>\\-_~{}\n\t',
  '조',
  '각',
  '💩',
  '\ud800',
  '\0',
  '\u2028',
  '</',
  '-->',
  '__proto__',
];
