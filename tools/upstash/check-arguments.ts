import { checkForms } from './check-forms.ts';
import { isFloat, isInteger, NOT_A_FLOAT, NOT_AN_INTEGER } from './check-numbers.ts';
import { wrongNumberOfArguments } from './check-shape.ts';

const EXPIRY = new Set(['EX', 'PX', 'EXAT', 'PXAT']);
const SET_FLAGS = new Set(['NX', 'XX', 'GET', 'KEEPTTL']);

/**
 * Checks the form of the arguments by Redis's rules, and refuses commands that the in-memory store would run wrongly.
 *
 * @param args a command with the right number of arguments
 * @returns the error message, or `undefined` when the command may run
 */
export function checkArguments(args: string[]): string | undefined {
  const [command = '', , first = '', second = ''] = args;
  const name = command.toLowerCase();
  switch (name) {
    case 'set':
      return checkSetOptions(args.slice(3));
    case 'setex':
    case 'psetex':
      return checkExpiry(first, name);
    case 'expire':
    case 'pexpire':
    case 'expireat':
    case 'pexpireat':
      if (!isInteger(first)) return NOT_AN_INTEGER;
      return args.length > 3 ? cannot(`take ${second.toUpperCase()} with ${name.toUpperCase()}`) : undefined;
    case 'hset':
    case 'hmset':
      return args.length % 2 === 0 ? undefined : wrongNumberOfArguments(name);
    case 'mset':
    case 'msetnx':
      return args.length % 2 === 1 ? undefined : wrongNumberOfArguments(name);
    case 'zadd':
      return checkScores(args.slice(2));
    case 'getex':
      return checkGetexOptions(args.slice(2));
    case 'copy':
    case 'object':
    case 'randomkey':
      return cannot(`run ${name.toUpperCase()}`);
  }
  return checkForms(args);
}

export function cannot(what: string): string {
  return `ERR the embedded engine cannot ${what}; install redis-server for that`;
}

function checkSetOptions(options: string[]): string | undefined {
  const words = options.map((word) => word.toUpperCase());
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (EXPIRY.has(word)) {
      const problem = checkExpiry(words[++index], 'set');
      if (problem) return problem;
    } else if (!SET_FLAGS.has(word)) return 'ERR syntax error';
  }
  const expiries = words.filter((word) => EXPIRY.has(word) || word === 'KEEPTTL');
  const contradicts = (words.includes('NX') && words.includes('XX')) || expiries.length > 1;
  return contradicts ? 'ERR syntax error' : undefined;
}

function checkGetexOptions([option, time, ...more]: string[]): string | undefined {
  if (option === undefined) return undefined;
  const word = option.toUpperCase();
  if (word === 'PERSIST') return time === undefined ? undefined : 'ERR syntax error';
  if (!EXPIRY.has(word) || more.length > 0) return 'ERR syntax error';
  return checkExpiry(time, 'getex');
}

function checkExpiry(time: string | undefined, name: string): string | undefined {
  if (time === undefined) return 'ERR syntax error';
  if (!isInteger(time)) return NOT_AN_INTEGER;
  return Number(time) > 0 ? undefined : `ERR invalid expire time in '${name}' command`;
}

function checkScores(words: string[]): string | undefined {
  const start = words.findIndex((word) => !/^(nx|xx|gt|lt|ch|incr)$/i.test(word));
  const pairs = start < 0 ? [] : words.slice(start);
  if (pairs.length === 0 || pairs.length % 2 !== 0) return 'ERR syntax error';
  const adds = words.slice(0, start).some((word) => /^incr$/i.test(word));
  if (adds && pairs.length > 2) return 'ERR INCR option supports a single increment-element pair';
  const flags = words.slice(0, start).map((word) => word.toUpperCase());
  const strange = flags.find((flag) => !/^(NX|XX|INCR)$/.test(flag));
  if (strange || (flags.includes('INCR') && flags.length > 1)) {
    return cannot(`take ${flags.join(' ')} with ZADD`);
  }
  const scores = pairs.filter((_, index) => index % 2 === 0);
  if (!isFloat(...scores)) return NOT_A_FLOAT;
  return scores.some((score) => /inf/i.test(score)) ? cannot('keep an infinite score') : undefined;
}
