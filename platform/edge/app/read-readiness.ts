/** Whether a worker can do its work now: its own stores answer, and so does the tier below it of the same slice. */
export type Readiness = {
  status: 'ok' | 'unavailable';
  worker: string;
  /** `ok` or `unavailable` of each store and of the tier below. */
  checks: Record<string, string>;
};

type Env = Record<string, unknown>;
type Fetcher = { fetch(request: Request): Promise<Response> };
type Database = { prepare(sql: string): { first(): Promise<unknown> } };

/**
 * Asks what a worker needs of its own slice: its database, Redis, and the tier below it. It does not ask other slices, since a slice without
 * them still answers with gaps.
 *
 * @param slice the slice of the worker, such as `pricing`
 * @param worker the name of the worker, such as `pricing-bff`
 * @param env the bindings of the worker
 */
export async function readReadiness(slice: string, worker: string, env: object): Promise<Readiness> {
  const bound = env as Env;
  const checks: Record<string, () => Promise<boolean>> = {};
  const below = worker.endsWith('-frontend') ? 'BFF' : worker.endsWith('-bff') ? slice.toUpperCase() : '';
  const tier = bound[below] as Fetcher | undefined;
  if (tier) checks[below] = () => isReady(tier, toRequest('http://worker/readyz'));
  const database = bound.DB as Database | undefined;
  if (database) checks.D1 = () => database.prepare('SELECT 1').first().then(Boolean);
  const { UPSTASH_REDIS_REST_URL: redis, UPSTASH_REDIS_REST_TOKEN: token } = bound;
  if (worker.endsWith('-service') && typeof redis === 'string')
    checks.Redis = () => isReady({ fetch }, toRequest(`${redis}/ping`, { authorization: `Bearer ${token}` }));
  const answers = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const ok = await Promise.race([check().catch(() => false), toTimeout()]);
      return [name, ok ? 'ok' : 'unavailable'] as const;
    }),
  );
  const status = answers.every(([, state]) => state === 'ok') ? 'ok' : 'unavailable';
  return { status, worker, checks: Object.fromEntries(answers) };
}

/** A check that takes longer counts as failed, in milliseconds. */
const checkTimeoutMs = 1_000;

async function isReady(callee: Fetcher, request: Request): Promise<boolean> {
  const response = await callee.fetch(request);
  await response.body?.cancel();
  return response.ok;
}

function toRequest(url: string, headers: Record<string, string> = {}): Request {
  return new Request(url, { headers, signal: AbortSignal.timeout(checkTimeoutMs) });
}

function toTimeout(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), checkTimeoutMs));
}
