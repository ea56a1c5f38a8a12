export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** `count` different values, in the order of the list. */
  sample<Value>(values: readonly Value[], count: number): Value[];
};

/**
 * Creates an sfc32 generator (Chris Doty-Humphrey, PractRand). Each named stream is independent, so new words in one category do not
 * change the products of other categories.
 */
export function createRandom(seed: number, stream: string): Random {
  let a = hash(stream, seed);
  let b = hash(stream, a);
  let c = hash(stream, b);
  let counter = 1;

  function next() {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  // The first outputs depend too much on the seed, so they are skipped.
  for (let round = 0; round < 12; round++) next();

  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (values) => values[integer(0, values.length - 1)]!,
    sample: (values, count) => sampleInOrder(values, count, next),
  };
}

function sampleInOrder<Value>(values: readonly Value[], count: number, next: () => number) {
  const chosen: Value[] = [];
  values.forEach((value, index) => {
    const left = values.length - index;
    if (next() * left < count - chosen.length) chosen.push(value);
  });
  return chosen;
}

/** 32-bit FNV-1a with the MurmurHash3 finalizer. */
function hash(text: string, seed: number) {
  let value = 0x811c9dc5 ^ seed;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
