import { type Database, rememberDatabase, rememberRedis } from './remember-stores.ts';

type Env = Record<string, unknown> & {
  /** The bindings to databases. */
  STUBBED: string[];
  /** Whether the Cache API is always empty, without a call. */
  STUBBED_CACHE: boolean;
  UPSTASH_REDIS_REST_URL?: string;
};
type Handler = (event: unknown, env: unknown, context: unknown) => unknown;
type Worker = { fetch: Handler; queue?: Handler; scheduled?: Handler };
type Entrypoint = new (context: unknown, env: unknown) => object;

/** Wraps a worker or an entrypoint: D1 and Redis answer constants. A line of the log names each call that a store itself answers. */
export function stubbed(worker: Worker | Entrypoint): Worker | Entrypoint {
  if (typeof worker === 'function')
    return class extends worker {
      constructor(context: unknown, env: unknown) {
        super(context, viewOf(env as Env));
      }
    };
  const wrap = (handler: Handler): Handler => {
    return (event, env, context) => handler.call(worker, event, viewOf(env as Env), context);
  };
  const { fetch, queue, scheduled } = worker;
  return {
    fetch: wrap(fetch),
    ...(queue && { queue: wrap(queue) }),
    ...(scheduled && { scheduled: wrap(scheduled) }),
  };
}

/** The same view for the same env, as code keeps values by their env. */
const views = new WeakMap<object, Env>();

function viewOf(env: Env): Env {
  const known = views.get(env);
  if (known) return known;
  const databases = env.STUBBED.map((name) => [name, rememberDatabase(env[name] as Database, onRead)]);
  const view = { ...env, ...Object.fromEntries(databases) };
  stubRedis(env.UPSTASH_REDIS_REST_URL);
  if (env.STUBBED_CACHE) Object.defineProperty(globalThis, 'caches', { value: { default: emptyCache } });
  views.set(env, view);
  return view;
}

const emptyCache = { match: async () => undefined, put: async () => {} };

let redis: string | undefined;

function stubRedis(url: string | undefined): void {
  if (!url || redis) return;
  redis = url;
  globalThis.fetch = Object.assign(rememberRedis(globalThis.fetch, url, onRead), { preconnect() {} });
}

function onRead(what: string): void {
  console.log(`read ${what.slice(0, 300)}`);
}
