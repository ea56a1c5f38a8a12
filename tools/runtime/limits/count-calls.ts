import { bundle, configOf, listEntrypoints, toModule, type WorkerOptions, wrapMain } from '../wrap-main.ts';

/** The worker that keeps the counts. */
export const counterName = 'jogakbo-counter';
const kinds = { worker: 'invocations', d1: 'd1', kv: 'kv', queue: 'queue' } as const;

/**
 * Counts, for each request of a client, what Cloudflare limits: invocations of workers, calls to stores, and open connections. Each worker
 * gets a main module that wraps the built one; the built code stays the same. Work of Durable Objects and Workflows is not counted, and a
 * call over RPC is counted but never refused.
 *
 * @param limit invocations for one request, beyond which calls fail as they do on Cloudflare; 0 to only count
 * @param local the names of workers that only this machine has, which are no invocations, and of those of their entrypoints that replace
 * a store, calls of which are none either
 * @param traces whether the spans, store calls and log lines of each request are recorded, too
 * @returns the same workers, and the worker that counts
 */
export async function countCalls(
  workers: WorkerOptions[],
  limit: number,
  local: { workers: string[]; stores: string[] } = { workers: [], stores: [] },
  traces = false,
): Promise<WorkerOptions[]> {
  const [code, counter] = await Promise.all(
    ['counted.ts', 'worker.ts'].map((file) => bundle(`${import.meta.dir}/${file}`)),
  );
  const changed = workers.map((worker) => {
    const { name, env = {} } = configOf(worker);
    if (name.endsWith('-assets') || local.workers.includes(name)) return worker;
    const bindings = Object.entries(env).flatMap(([binding, { type, worker: callee, exportName = '' }]) =>
      type in kinds && !callee?.endsWith('-assets') && !local.stores.includes(exportName)
        ? [[binding, kinds[type as keyof typeof kinds]]]
        : [],
    );
    return wrapMain(worker, {
      ...{ wrapper: 'counted', code: code as string, entrypoints: listEntrypoints(worker, workers) },
      flags: ['nodejs_als'],
      env: {
        LOCAL_COUNTER: { type: 'worker', worker: counterName },
        LOCAL_COUNTED: { type: 'json', value: Object.fromEntries(bindings) },
        ...(traces ? { LOCAL_TRACES: { type: 'json', value: true } } : {}),
      },
    });
  });
  const counting = {
    config: {
      name: counterName,
      compatibilityDate: '2026-11-16',
      manifest: {
        mainModule: 'index.js',
        modulesRoot: '/',
        modules: { 'index.js': toModule(counter as string) },
      },
      env: { LIMIT: { type: 'json', value: limit } },
      exports: {},
    },
  };
  return [...changed, counting] as unknown as WorkerOptions[];
}
