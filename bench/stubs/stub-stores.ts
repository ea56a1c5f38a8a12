import {
  bundle,
  configOf,
  listEntrypoints,
  type WorkerOptions,
  wrapMain,
} from '../../tools/runtime/wrap-main.ts';

/**
 * Makes D1 and Redis answer constants in all workers. Each worker gets a main module that wraps the built one.
 *
 * @param cache whether the Cache API is empty and costs nothing, too
 */
export async function stubStores(workers: WorkerOptions[], { cache = false } = {}): Promise<WorkerOptions[]> {
  const code = await bundle(`${import.meta.dir}/stubbed.ts`);
  return workers.map((worker) => {
    const { env = {} } = configOf(worker);
    const databases = Object.keys(env).filter((name) => env[name]?.type === 'd1');
    if (databases.length === 0 && !('UPSTASH_REDIS_REST_URL' in env)) return worker;
    return wrapMain(worker, {
      ...{ wrapper: 'stubbed', code, entrypoints: listEntrypoints(worker, workers) },
      env: { STUBBED: { type: 'json', value: databases }, STUBBED_CACHE: { type: 'json', value: cache } },
    });
  });
}
