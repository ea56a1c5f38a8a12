import { isFloat, isInteger, NOT_A_FLOAT, NOT_AN_INTEGER } from './check-numbers.ts';

const SYNTAX = 'ERR syntax error';

type Form = (word: string) => string | undefined;
const forms = {
  any: () => undefined,
  integer: (word) => (isInteger(word) ? undefined : NOT_AN_INTEGER),
  count: (word) =>
    isInteger(word) && Number(word) >= 0 ? undefined : 'ERR value is out of range, must be positive',
  offset: (word) =>
    isInteger(word) ? (Number(word) < 0 ? 'ERR offset is out of range' : undefined) : NOT_AN_INTEGER,
  float: (word) => (isFloat(word) ? undefined : NOT_A_FLOAT),
  score: (word) => (isFloat(word.replace(/^\(/, '')) ? undefined : 'ERR min or max is not a float'),
  text: (word) => (/^([-+]$|[[(])/.test(word) ? undefined : 'ERR min or max not valid string range item'),
  side: (word) => (/^(left|right)$/i.test(word) ? undefined : SYNTAX),
  place: (word) => (/^(before|after)$/i.test(word) ? undefined : SYNTAX),
} satisfies Record<string, Form>;
type Kind = keyof typeof forms;

/** The arguments after a command's key: the kind of each argument, then the options, which may come in any order. */
type Shape = { after: Kind[]; options?: Record<string, Kind[]> };

const limit = { LIMIT: ['integer', 'integer'] } satisfies Shape['options'];
const scan = { MATCH: ['any'], COUNT: ['integer'] } satisfies Shape['options'];
const SHAPES: Record<string, Shape> = {
  incrby: { after: ['integer'] },
  decrby: { after: ['integer'] },
  incrbyfloat: { after: ['float'] },
  getrange: { after: ['integer', 'integer'] },
  setrange: { after: ['offset', 'any'] },
  hincrby: { after: ['any', 'integer'] },
  hincrbyfloat: { after: ['any', 'float'] },
  srandmember: { after: ['integer'] },
  spop: { after: ['count'] },
  lindex: { after: ['integer'] },
  lset: { after: ['integer', 'any'] },
  lrem: { after: ['integer', 'any'] },
  lrange: { after: ['integer', 'integer'] },
  ltrim: { after: ['integer', 'integer'] },
  lpop: { after: ['count'] },
  rpop: { after: ['count'] },
  linsert: { after: ['place', 'any', 'any'] },
  lmove: { after: ['any', 'side', 'side'] },
  zincrby: { after: ['float', 'any'] },
  zcount: { after: ['score', 'score'] },
  zlexcount: { after: ['text', 'text'] },
  zrangebylex: { after: ['text', 'text'], options: limit },
  zrevrangebylex: { after: ['text', 'text'], options: limit },
  zremrangebylex: { after: ['text', 'text'] },
  zrangebyscore: { after: ['score', 'score'], options: { ...limit, WITHSCORES: [] } },
  zrevrangebyscore: { after: ['score', 'score'], options: { ...limit, WITHSCORES: [] } },
  zremrangebyscore: { after: ['score', 'score'] },
  zremrangebyrank: { after: ['integer', 'integer'] },
  zrevrange: { after: ['integer', 'integer'], options: { WITHSCORES: [] } },
  zpopmin: { after: ['count'] },
  zpopmax: { after: ['count'] },
  scan: { after: [], options: { ...scan, TYPE: ['any'] } },
  hscan: { after: ['integer'], options: scan },
  sscan: { after: ['integer'], options: scan },
  zscan: { after: ['integer'], options: scan },
};

/**
 * Checks the kind of each argument, and that the command has each option.
 *
 * @param args a command with the right number of arguments
 * @returns Redis's error message, or `undefined` when all arguments fit
 */
export function checkForms(args: string[]): string | undefined {
  const name = args[0]?.toLowerCase() ?? '';
  const shape = name === 'zrange' ? toRangeShape(args) : SHAPES[name];
  if (!shape) return undefined;
  const rest = args.slice(2);
  for (const [index, kind] of shape.after.entries()) {
    const word = rest[index];
    const problem = word === undefined ? undefined : forms[kind](word);
    if (problem) return problem;
  }
  const more = rest.slice(shape.after.length);
  if (!shape.options) return more.length > 0 ? SYNTAX : undefined;
  return checkOptions(more, shape.options);
}

function checkOptions(words: string[], options: Record<string, Kind[]>): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const name = words[index]?.toUpperCase() ?? '';
    const kinds = options[name];
    if (!kinds) return SYNTAX;
    for (const kind of kinds) {
      const word = words[++index];
      const problem = word === undefined ? SYNTAX : forms[kind](word);
      if (problem) return problem;
      if (name === 'COUNT' && Number(word) < 1) return SYNTAX;
    }
  }
  return undefined;
}

/** The options of ZRANGE say whether its bounds are positions, scores or members. LIMIT is for scores and members only. */
function toRangeShape(args: string[]): Shape {
  const words = args.slice(4).map((word) => word.toUpperCase());
  const options = { REV: [], WITHSCORES: [] };
  if (words.includes('BYSCORE'))
    return { after: ['score', 'score'], options: { ...options, ...limit, BYSCORE: [] } };
  if (words.includes('BYLEX')) return { after: ['text', 'text'], options: { REV: [], ...limit, BYLEX: [] } };
  return { after: ['integer', 'integer'], options };
}
