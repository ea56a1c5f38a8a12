import { convertV4MiniflareOptions } from 'miniflare';
import { toEntrypoint } from '../topology/to-config.ts';
import { tiersOf, toServiceName, type Worker } from '../workers.ts';

/** The worker by which this process reaches tiers that are not the default of their worker: Miniflare names no entrypoint. */
export const tiersWorker = 'tiers';
/** The header that names the tier to {@link tiersWorker}. */
export const tierHeader = 'x-tier';

/** The options of Miniflare for {@link tiersWorker}. */
export function createTiersWorker(workers: Worker[]) {
  const bindings = workers.flatMap((worker) =>
    tiersOf(worker).flatMap((tier) => {
      const entrypoint = toEntrypoint(worker, tier);
      return entrypoint ? [[tier.name, { name: toServiceName(worker), entrypoint }]] : [];
    }),
  );
  const options = {
    workers: [
      {
        name: toServiceName({ name: tiersWorker }),
        compatibilityDate: '2026-11-16',
        modules: true,
        script: `export default { fetch: (request, env) => env[request.headers.get('${tierHeader}')].fetch(request) };`,
        serviceBindings: Object.fromEntries(bindings),
      },
    ],
  };
  return convertV4MiniflareOptions(options as Parameters<typeof convertV4MiniflareOptions>[0]).workers;
}
