type KeyType = 'string' | 'hash' | 'list' | 'set' | 'zset' | 'stream';

export interface CommandRules {
  /** The number of words, including the name; a negative number means "at least". */
  arity: number;
  /** The required type of the values of its keys; absent if any type is allowed. */
  keyType?: KeyType;
  /** Positions of the first and last key (a negative one counts from the end), and the step between keys. */
  keys: { first: number; last: number; step: number };
}

export type CommandTable = Map<string, CommandRules>;

/** The parts of a row of Redis's `COMMAND INFO` that are used here. */
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
  // SET may replace a value of any type, and so may every command that overwrites ("OW") its first key.
  const overwrites = name === 'set' || JSON.stringify(specifications?.[0] ?? '').includes('"OW"');
  return { arity, keys: { first, last, step }, ...(keyType && !overwrites && { keyType }) };
}
