/** What one request of a client has cost so far. */
export type Count = {
  /** The worker that took the request, its method and path, and the status of its response; null while it is under way. */
  worker: string;
  method: string;
  path: string;
  status: number | null;
  /** Invocations of workers, the first one included. */
  invocations: number;
  d1: number;
  kv: number;
  redis: number;
  queue: number;
  /** The most calls to KV, Redis and queues that waited for their headers at once. */
  connections: number;
  /** The longest chain of workers. */
  depth: number;
  /** Calls that were refused, as they were beyond the limit of invocations. */
  refused: number;
};

type Entry = Count & { open: number };
type Env = { LIMIT: number };

const kept = 200;
const entries = new Map<string, Entry>();

/**
 * Counts what each request of a client costs. Every worker of this machine reports here. One isolate runs it, so its memory is shared.
 *
 * `POST /begin?id=…&worker=…&method=…&path=…`, `POST /end?id=…&status=…`, `POST /call?id=…&kind=…&depth=…` (429 beyond the limit),
 * `POST /open?id=…&by=1`, and `GET /` for the last requests, newest first.
 */
export default {
  fetch(request: Request, { LIMIT: limit }: Env): Response {
    const { pathname, searchParams } = new URL(request.url);
    const { id = '', ...given } = Object.fromEntries(searchParams);
    if (pathname === '/') return Response.json([...entries.values()].reverse().map(toCount));
    if (pathname === '/begin') begin(id, given as Pick<Count, 'worker' | 'method' | 'path'>);
    const entry = entries.get(id);
    if (!entry) return new Response(null, { status: 204 });
    if (pathname === '/end') entry.status = Number(given.status);
    if (pathname === '/open') {
      entry.open += Number(given.by);
      entry.connections = Math.max(entry.connections, entry.open);
    }
    if (pathname === '/call') {
      const kind = given.kind as 'invocations' | 'd1' | 'kv' | 'redis' | 'queue';
      if (kind === 'invocations' && limit > 0 && entry.invocations >= limit) {
        entry.refused++;
        return new Response(null, { status: 429 });
      }
      entry[kind]++;
      entry.depth = Math.max(entry.depth, Number(given.depth));
    }
    return new Response(null, { status: 204 });
  },
};

function begin(id: string, about: Pick<Count, 'worker' | 'method' | 'path'>): void {
  entries.set(id, {
    ...about,
    ...{ status: null, invocations: 1, d1: 0, kv: 0, redis: 0, queue: 0 },
    ...{ connections: 0, depth: 1, refused: 0, open: 0 },
  });
  for (const oldest of entries.keys()) {
    if (entries.size <= kept) break;
    entries.delete(oldest);
  }
}

function toCount({ open: _, ...count }: Entry): Count {
  return count;
}
