import { answerTraces } from '../traces/answer-traces.ts';
import { createTraceStore } from '../traces/create-trace-store.ts';
import type { Report } from '../traces/recorded.ts';

/** What one request of a client has cost so far. */
export type Count = {
  /** The path of the request, the name of the queue, or the times of the cron job. */
  path: string;
  /** The status of the response; null while the request is under way. */
  status: number | null;
  /** Invocations of workers, the first one included. */
  invocations: number;
  d1: number;
  /** Rows that D1 read. */
  rows: number;
  kv: number;
  redis: number;
  /** The most calls to KV, Redis and queues that waited for their headers at once. */
  connections: number;
  /** The longest chain of workers. */
  depth: number;
  /** Calls that were refused, as they were beyond the limit of invocations. */
  refused: number;
  /** Each invocation and each call of a store, in their order, such as `PRICING /prices?products=1`. Only `GET /?calls` has them. */
  calls?: string[];
};

type Entry = Count & { open: number; queue: number; calls: string[] };
type Env = { LIMIT: number };

const kept = 200;
const entries = new Map<string, Entry>();
const traces = createTraceStore(kept);

/**
 * Counts what each request of a client costs. Every worker of this machine reports here. One isolate runs it, so its memory is shared.
 *
 * `POST /begin?id=…&path=…`, `POST /end?id=…&status=…`, `POST /call?id=…&kind=…&depth=…&what=…` (429 beyond the
 * limit), `POST /rows?id=…&by=24`, `POST /open?id=…&by=1`, and `GET /` for the last requests, newest first. `POST /record` takes a part of a
 * trace, and `answerTraces` shows what was recorded.
 */
export default {
  fetch(request: Request, { LIMIT: limit }: Env): Response | Promise<Response> {
    const url = new URL(request.url);
    const { pathname, searchParams } = url;
    if (pathname === '/record') return record(request);
    const answer = answerTraces(traces, url);
    if (answer) return answer;
    const { id = '', ...given } = Object.fromEntries(searchParams);
    if (pathname === '/') {
      const all = [...entries.values()].reverse();
      return Response.json(all.map((entry) => toCount(entry, searchParams.has('calls'))));
    }
    if (pathname === '/begin') begin(id, given.path ?? '');
    const entry = entries.get(id);
    if (!entry) return new Response(null, { status: 204 });
    if (pathname === '/end') entry.status = Number(given.status);
    if (pathname === '/rows') entry.rows += Number(given.by);
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
      entry.calls.push(given.what || kind);
      entry.depth = Math.max(entry.depth, Number(given.depth));
    }
    return new Response(null, { status: 204 });
  },
};

async function record(request: Request): Promise<Response> {
  traces.add((await request.json()) as Report);
  return new Response(null, { status: 204 });
}

function begin(id: string, path: string): void {
  entries.set(id, {
    ...{ path, status: null, invocations: 1, d1: 0, rows: 0, kv: 0, redis: 0, queue: 0 },
    ...{ connections: 0, depth: 1, refused: 0, open: 0, calls: [] },
  });
  for (const oldest of entries.keys()) {
    if (entries.size <= kept) break;
    entries.delete(oldest);
  }
}

function toCount({ open: _open, queue: _queue, calls, ...count }: Entry, withCalls: boolean): Count {
  return withCalls ? { ...count, calls } : count;
}
