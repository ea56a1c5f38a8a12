import { waitUntil } from 'cloudflare:workers';
import { recordConsole } from '../traces/record-console.ts';
import { type Fetcher, header, note, runIn, scopes, tell, toScope, whileOpen } from './scope.ts';

type Env = Record<string, unknown> & {
  LOCAL_COUNTER: Fetcher;
  /** Binding → what a call to it counts as. */
  LOCAL_COUNTED: Record<string, 'invocations' | 'd1' | 'kv' | 'queue'>;
  UPSTASH_REDIS_REST_URL?: string;
  /** Whether traces are recorded. */
  LOCAL_TRACES?: boolean;
  LOG_LEVEL?: string;
};
type Worker = {
  fetch(request: Request, env: unknown, context: unknown): Response | Promise<Response>;
  queue?: (batch: { queue: string }, env: unknown, context: unknown) => Promise<void>;
  scheduled?: (event: { cron: string }, env: unknown, context: unknown) => Promise<void>;
};
/** An entrypoint may be a class, too. */
type Entrypoint = new (context: unknown, env: unknown) => { fetch?(request: Request): Promise<Response> };
type Row = Record<string, unknown>;
type Result = { results: Row[]; meta?: { rows_read?: number } };
type Statement = { bind(...values: unknown[]): Statement; all(): Promise<Result> };
type Database = { prepare(sql: string): Statement; batch(statements: Statement[]): Promise<unknown> };

/** Wraps a worker or an entrypoint, so that its calls are counted with the request of the client that they belong to. */
export function counted(worker: Worker | Entrypoint): Worker | Entrypoint {
  const views = new WeakMap<object, unknown>();
  const viewOf = (env: Env) => {
    if (!views.has(env)) views.set(env, toView(env));
    return views.get(env);
  };
  const answer = async (env: Env, request: Request, work: () => Response | Promise<Response>) => {
    const [id, depth] = request.headers.get(header)?.split(' ') ?? [];
    if (id) return runIn(toScope(env, id, Number(depth)), work);
    const scope = toScope(env);
    const { pathname, search } = new URL(request.url);
    await tell(scope, 'begin', { path: pathname + search });
    const response = await runIn(scope, work);
    waitUntil(tell(scope, 'end', { status: String(response.status) }));
    return response;
  };
  if (typeof worker === 'function')
    return class extends worker {
      readonly #env: Env;
      constructor(context: unknown, env: unknown) {
        super(context, viewOf(env as Env));
        this.#env = env as Env;
      }
      override async fetch(request: Request): Promise<Response> {
        if (!super.fetch) throw new TypeError('The entrypoint has no method fetch.');
        return answer(this.#env, request, () => super.fetch?.(request) as Promise<Response>);
      }
    };
  const handle = async (env: Env, path: string, work: (view: unknown) => Promise<void>) => {
    const scope = toScope(env);
    await tell(scope, 'begin', { path });
    await runIn(scope, () => work(viewOf(env)));
    await tell(scope, 'end', { status: '200' });
  };
  const { queue, scheduled } = worker;
  return {
    async fetch(request, env, context) {
      return answer(env as Env, request, () => worker.fetch(request, viewOf(env as Env), context));
    },
    ...(queue && {
      queue: (batch: { queue: string }, env: unknown, context: unknown) =>
        handle(env as Env, batch.queue, (view) => queue(batch, view, context)),
    }),
    ...(scheduled && {
      scheduled: (event: { cron: string }, env: unknown, context: unknown) =>
        handle(env as Env, event.cron, (view) => scheduled(event, view, context)),
    }),
  };
}

function toView({ LOCAL_COUNTED: kinds, LOCAL_TRACES: recorded, ...env }: Env): unknown {
  countRedis(env.UPSTASH_REDIS_REST_URL as string | undefined);
  const view: Record<string, unknown> = { ...env };
  if (recorded) recordLines(env.LOG_LEVEL);
  // A trace is made of log lines.
  for (const name of recorded ? Object.keys(env) : [])
    if (/(?:^|__)LOG_LEVEL$/.test(name)) view[name] = 'info';
  for (const [binding, kind] of Object.entries(kinds)) {
    const bound = env[binding];
    if (kind === 'invocations') view[binding] = toCountedFetcher(binding, bound as Fetcher);
    else if (kind === 'd1') view[binding] = toCountedDatabase(bound as Database);
    else view[binding] = toCountedStore(kind, bound as object);
  }
  return view;
}

function toCountedFetcher(binding: string, bound: Fetcher): Fetcher {
  const counted: Fetcher['fetch'] = async (input, init) => {
    const scope = scopes.getStore();
    if (!scope) return bound.fetch(input, init);
    const depth = String(scope.depth + 1);
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const what = `${binding} ${request.method} ${pathname}${search}`;
    const taken = await tell(scope, 'call', { kind: 'invocations', depth, what });
    if (taken.status === 429)
      throw new Error(`${binding} was not called: this request has made too many invocations of workers.`);
    request.headers.set(header, `${scope.id} ${depth}`);
    return bound.fetch(request);
  };
  return new Proxy(bound, {
    get(target, name) {
      if (name === 'fetch') return counted;
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      // A call over RPC must return at once, so that its result can be used before it arrives.
      return (...values: unknown[]) => {
        note('invocations', `${binding}.${String(name)}`);
        return callMethod(target, name, values);
      };
    },
  });
}

/** Counts what is sent to the database: a statement that runs, or a batch. */
function toCountedDatabase(bound: Database): Database {
  const originals = new WeakMap<object, Statement>();
  const wrap = (statement: Statement, sql: string): Statement => {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), sql);
        return (...values: unknown[]) => {
          const done = note('d1', sql);
          return name === 'first'
            ? done(readFirst(target, values[0] as string | undefined))
            : done(readRows(callMethod(target, name, values)));
        };
      },
    });
    originals.set(wrapped, statement);
    return wrapped;
  };
  return new Proxy(bound, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql), sql);
      return (...values: unknown[]) => {
        const done = note('d1', String(name));
        if (name !== 'batch') return callMethod(target, name, values);
        const given = (values[0] as Statement[]).map((each) => originals.get(each) ?? each);
        return done(readRows(callMethod(target, name, [given])));
      };
    },
  });
}

/** The answer of `first` does not say how many rows were read, so this asks for all. */
async function readFirst(statement: Statement, column?: string): Promise<unknown> {
  const { results } = (await readRows(statement.all())) as Result;
  const [row = null] = results;
  return column === undefined ? row : (row?.[column] ?? null);
}

/** Notes how many rows D1 read for an answer. */
async function readRows(answer: unknown): Promise<unknown> {
  const read = await answer;
  const rows = [read].flat().reduce<number>((sum, one) => sum + ((one as Result)?.meta?.rows_read ?? 0), 0);
  const scope = scopes.getStore();
  if (scope && rows > 0) waitUntil(tell(scope, 'rows', { by: String(rows) }));
  return read;
}

function toCountedStore(kind: 'kv' | 'queue', bound: object): object {
  return new Proxy(bound, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        const done = note(kind, String(name));
        return done(whileOpen(() => callMethod(target, name, values) as Promise<unknown>));
      };
    },
  });
}

/** Calls by name: on a binding by RPC, `apply` would be a name of the other side. */
function callMethod(target: object, name: string | symbol, values: unknown[]): unknown {
  return (target as Record<string | symbol, (...values: unknown[]) => unknown>)[name]?.(...values);
}

let redis: string | undefined;
const plainFetch = globalThis.fetch;

/** Redis is reached by `fetch`. */
function countRedis(url: string | undefined): void {
  if (!url || redis) return;
  redis = url;
  globalThis.fetch = Object.assign(
    (input: Request | string | URL, init?: RequestInit) => {
      const to = input instanceof Request ? input.url : String(input);
      if (!to.startsWith(url)) return plainFetch(input, init);
      const done = note('redis', typeof init?.body === 'string' ? init.body : '');
      return done(whileOpen(() => plainFetch(input, init)));
    },
    { preconnect() {} },
  );
}

let recording = false;

function recordLines(wished: string | undefined): void {
  if (recording) return;
  recording = true;
  recordConsole(wished, (entry) => scopes.getStore()?.recorder?.log(entry));
}
