export type KeyType = 'string' | 'hash' | 'list' | 'set' | 'zset' | 'stream';

export interface CommandRules {
  /** Number of words with the name itself; negative means "at least". */
  arity: number;
  /** What its keys must hold; absent where any type will do. */
  keyType?: KeyType;
  /** Positions of the first and last key (negative counts from the end) and the step between keys. */
  keys: { first: number; last: number; step: number };
}

export type CommandTable = Map<string, CommandRules>;

/** One row of Redis's own `COMMAND INFO`, as far as it is read here. */
type CommandInformation = [
  name: string,
  arity: number,
  flags: string[],
  first: number,
  last: number,
  step: number,
  categories: string[],
  tips: unknown,
  keySpecifications: [string, unknown][],
];

const TYPE_BY_CATEGORY: Record<string, KeyType> = {
  '@string': 'string',
  '@bitmap': 'string',
  '@hash': 'hash',
  '@list': 'list',
  '@set': 'set',
  '@sortedset': 'zset',
  '@stream': 'stream',
};

/** Reads Redis's rules for each command from a reply to `COMMAND INFO`. */
export function readCommandTable(information: unknown): CommandTable {
  const rows = (information as (CommandInformation | null)[]).filter((row) => row !== null);
  return new Map(rows.map((row) => [row[0], toRules(row)]));
}

function toRules([name, arity, , first, last, step, categories, , specifications]: CommandInformation) {
  const keyType = categories.map((category) => TYPE_BY_CATEGORY[category]).find((type) => type !== undefined);
  // SET may replace a value of any type, and so may whatever overwrites ("OW") its first key.
  const overwrites = name === 'set' || JSON.stringify(specifications?.[0] ?? '').includes('"OW"');
  return { arity, keys: { first, last, step }, ...(keyType && !overwrites && { keyType }) };
}
