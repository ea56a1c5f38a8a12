import { cannot } from './check-arguments.ts';
import { isFloat, isInteger, NOT_A_FLOAT, NOT_AN_INTEGER } from './check-numbers.ts';
import type { CommandRules, CommandTable } from './read-command-table.ts';

export interface StoreReader {
  type(key: string): Promise<string>;
  get(key: string): Promise<string | null>;
  hget(key: string, field: string): Promise<string | null>;
  llen(key: string): Promise<number>;
  exists(key: string): Promise<number>;
}

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

/** The store keeps keys and fields as properties of plain objects. Plain objects already have these properties. */
const RESERVED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Checks a command against the values of its keys, as Redis does before it runs a command.
 *
 * @param args a command whose arguments passed their own checks
 * @returns the error message, or `undefined` when the command may run
 */
export async function checkValues(
  args: string[],
  table: CommandTable,
  store: StoreReader,
): Promise<string | undefined> {
  const rules = table.get(args[0]?.toLowerCase() ?? '');
  const keys = rules ? toKeys(args, rules) : [];
  const reserved = [...keys, ...toHashFields(args)].find((name) => RESERVED.has(name));
  if (keys.includes('')) return cannot('keep a key without a name');
  if (reserved) return cannot(`keep the name '${reserved}'`);
  // Redis checks the second key of these commands only if the first key exists.
  const moves = /^(rpoplpush|lmove|smove)$/i.test(args[0] ?? '');
  for (const key of moves && !(await store.exists(keys[0] ?? '')) ? [] : keys) {
    const held = await store.type(key);
    if (rules?.keyType && args[0]?.toLowerCase() !== 'mget' && held !== 'none' && held !== rules.keyType) {
      return WRONG_TYPE;
    }
  }
  return checkHeldValue(args, store);
}

async function checkHeldValue(args: string[], store: StoreReader): Promise<string | undefined> {
  const [name = '', key = '', first = '', second = ''] = args;
  switch (name.toLowerCase()) {
    case 'incr':
    case 'decr':
    case 'incrby':
    case 'decrby':
      return isInteger((await store.get(key)) ?? '0') ? undefined : NOT_AN_INTEGER;
    case 'incrbyfloat':
      return isFloat((await store.get(key)) ?? '0') ? undefined : NOT_A_FLOAT;
    case 'hincrby':
      return isInteger((await store.hget(key, first)) ?? '0')
        ? undefined
        : 'ERR hash value is not an integer';
    case 'hincrbyfloat':
      return isFloat((await store.hget(key, first)) ?? '0') ? undefined : 'ERR hash value is not a float';
    case 'getrange':
    case 'setrange':
      return isAscii((await store.get(key)) ?? '', second) ? undefined : cannot('cut text by its bytes');
    case 'lset': {
      const length = await store.llen(key);
      if (length === 0) return 'ERR no such key';
      return Number(first) < length && Number(first) >= -length ? undefined : 'ERR index out of range';
    }
    case 'set':
      if (!args.slice(3).some((word) => /^get$/i.test(word))) return undefined;
      return /^(none|string)$/.test(await store.type(key)) ? undefined : WRONG_TYPE;
    case 'zinterstore':
      if (args.length > 3 + Number(first)) return cannot('take options with ZINTERSTORE');
      for (const source of args.slice(3, 3 + Number(first))) {
        const held = await store.type(source);
        if (held === 'set') return cannot('take sets with ZINTERSTORE');
        if (held !== 'none' && held !== 'zset') return WRONG_TYPE;
      }
      return undefined;
    case 'rename':
    case 'renamenx':
      return (await store.exists(key)) === 1 ? undefined : 'ERR no such key';
  }
  return undefined;
}

/** Returns the keys of a command. */
export function toKeys(args: string[], { keys: { first, last, step } }: CommandRules): string[] {
  if (first === 0) return [];
  const end = last < 0 ? args.length + last : last;
  return args.slice(first, end + 1).filter((_, index) => index % step === 0);
}

function toHashFields([name = '', , ...rest]: string[]): string[] {
  if (/^hm?set$/i.test(name)) return rest.filter((_, index) => index % 2 === 0);
  return /^(hmget|hdel)$/i.test(name) ? rest : /^h/i.test(name) ? rest.slice(0, 1) : [];
}

function isAscii(...texts: string[]): boolean {
  return texts.every((text) => Buffer.byteLength(text) === text.length);
}
