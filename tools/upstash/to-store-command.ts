const KEYWORDS = new Set(
  (
    'NX XX GT LT CH INCR GET KEEPTTL EX PX EXAT PXAT PERSIST BYSCORE BYLEX REV LIMIT WITHSCORES WITHVALUES ' +
    'MATCH COUNT TYPE RANK MAXLEN BEFORE AFTER LEFT RIGHT'
  ).split(' '),
);

/** The position of a command's first option (the name has position 0), and of the end if data follows the options. */
const OPTIONS: Record<string, [from: number, to?: number]> = {
  set: [3],
  getex: [2],
  zadd: [2, 5],
  zrange: [4],
  zrevrange: [4],
  zrangebyscore: [4],
  zrevrangebyscore: [4],
  scan: [2],
  sscan: [3],
  hscan: [3],
  zscan: [3],
  lpos: [3],
  linsert: [2, 3],
  lmove: [3, 5],
  hrandfield: [3],
};

/**
 * Rewrites a command into the form that the in-memory store understands: options are in upper case, and options that the store
 * ignores (of ZRANGE, and INCR of ZADD) become the older commands with the same meaning.
 *
 * @param args a command that passed the checks
 */
export function toStoreCommand(args: string[]): string[] {
  const [name = '', ...rest] = args;
  const command = upperCaseOptions([name.toLowerCase(), ...rest]);
  switch (command[0]) {
    case 'set':
      return moveGetLast(command);
    case 'zrange':
      return toOlderRange(command);
    case 'zadd':
      return command[2] === 'INCR' ? ['zincrby', command[1] ?? '', ...command.slice(3)] : command;
    case 'touch':
      return ['exists', ...rest];
    default:
      return command;
  }
}

function upperCaseOptions(args: string[]): string[] {
  const [from, to] = OPTIONS[args[0] ?? ''] ?? [args.length];
  return args.map((word, index) => {
    const isPattern = args[index - 1]?.toUpperCase() === 'MATCH';
    const upper = word.toUpperCase();
    const isOption = index >= from && index < (to ?? args.length) && !isPattern && KEYWORDS.has(upper);
    return isOption ? upper : word;
  });
}

/** The store reads options in pairs, so a GET between them would separate EX from its number. */
function moveGetLast([name = '', key = '', value = '', ...options]: string[]): string[] {
  const others = options.filter((word) => word !== 'GET');
  return [name, key, value, ...others, ...options.filter((word) => word === 'GET')];
}

function toOlderRange([, key = '', start = '', stop = '', ...options]: string[]): string[] {
  const rest = options.filter((word) => word !== 'REV' && word !== 'BYSCORE' && word !== 'BYLEX');
  const by = options.includes('BYSCORE') ? 'byscore' : options.includes('BYLEX') ? 'bylex' : '';
  return [options.includes('REV') ? `zrevrange${by}` : `zrange${by}`, key, start, stop, ...rest];
}
