type UpstashRequest =
  | { kind: 'command'; args: string[] }
  | { kind: 'pipeline' | 'transaction'; commands: string[][] }
  | { kind: 'subscribe' | 'psubscribe'; channels: string[] }
  | { kind: 'invalid'; error: string };

/**
 * Parses one REST request: a JSON array at `/`, arrays of arrays at `/pipeline` and `/multi-exec`. Any other path is a command, such
 * as `/set/foo/bar?EX=10`. A body is its last argument, before the arguments of the query.
 *
 * @param url the URL of the request; its parameter `_token` is the credential, not a part of the command
 * @see https://upstash.com/docs/redis/features/restapi
 */
export function parseRequest(url: URL, body: string): UpstashRequest {
  switch (url.pathname) {
    case '/': {
      const args = toCommand(parseJson(body));
      return args ? { kind: 'command', args } : invalid('expected a JSON array of strings and numbers');
    }
    case '/pipeline':
    case '/multi-exec': {
      const commands = toCommands(parseJson(body));
      if (!commands) return invalid('expected a JSON array of commands, each an array');
      return { kind: url.pathname === '/pipeline' ? 'pipeline' : 'transaction', commands };
    }
    default:
      return parsePath(url, body);
  }
}

function parsePath(url: URL, body: string): UpstashRequest {
  let segments: string[];
  try {
    segments = url.pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return invalid('the path is not valid percent-encoding');
  }
  const kind = segments[0]?.toLowerCase();
  if (kind === 'subscribe' || kind === 'psubscribe') {
    const channels = segments.slice(1).filter((channel) => channel !== '');
    return channels.length > 0 ? { kind, channels } : invalid('name a channel in the path');
  }
  const options = [...url.searchParams].filter(([name]) => name !== '_token').flat();
  const value = body === '' ? [] : [body];
  return { kind: 'command', args: [...segments, ...value, ...options.filter((word) => word !== '')] };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body, keepNumberSource);
  } catch {
    return undefined;
  }
}

/** Sends numbers to Redis as the client wrote them: 9007199254740993 would lose a digit as a double. */
function keepNumberSource(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function toCommands(value: unknown): string[][] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const commands = value.map(toCommand);
  return commands.every((args) => args !== undefined) ? commands : undefined;
}

function toCommand(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const args = value.map(toArgument);
  return args.every((argument) => argument !== undefined) ? args : undefined;
}

function toArgument(value: unknown): string | undefined {
  if (typeof value === 'string') return value.toWellFormed();
  return typeof value === 'boolean' ? String(value) : undefined;
}

function invalid(hint: string): UpstashRequest {
  return { kind: 'invalid', error: `ERR failed to parse the request: ${hint}` };
}
