import { convertV4MiniflareOptions, type MiniflareOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';
import { toPrefix } from '../topology/to-own-name.ts';
import { tiersOf, toServiceName, type Worker } from '../workers.ts';

type WorkerOptions = MiniflareOptions['workers'][number];
type DurableObjects = Record<string, { className: string; unsafeUniqueKey?: string }>;
type OldOptions = Parameters<typeof convertV4MiniflareOptions>[0];

/**
 * Reads from a wrangler.toml the options with which Miniflare runs a built worker. If the worker has assets, a second worker serves
 * them. As one worker, Miniflare would put them behind a router of its own, which costs as much as the worker itself. Only the worker
 * asks for its assets (`run_worker_first`), so the router is not needed.
 *
 * @param variables plain variables and secrets; they override those of the wrangler.toml
 * @param socket the worker's own address; it avoids Miniflare's slower entry
 */
export async function readMiniflareOptions(
  worker: Worker,
  variables: Record<string, string>,
  socket?: { host: string; port: number },
): Promise<WorkerOptions[]> {
  // Secrets come with `variables`. wrangler would look for them in files, and warn about each worker.
  const { secrets: _secrets, ...config } = unstable_readConfig({ config: worker.config });
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config);
  const { modulesRules: _, assets, ...options } = workerOptions;
  const name = toServiceName(worker);
  const modulesRoot = `${worker.directory}/dist/worker`;
  const bound = assets ? { ASSETS: `${name}-assets` } : {};
  const { workers } = convertV4MiniflareOptions({
    workers: [
      {
        ...options,
        name,
        modulesRoot,
        modules: await readModules(modulesRoot),
        bindings: { ...(options.bindings as object), ...variables },
        serviceBindings: { ...(options.serviceBindings as object), ...bound },
        durableObjects: withOwnKeys(worker, options.durableObjects as DurableObjects | undefined),
      },
      ...(assets ? [toAssetsWorker(`${name}-assets`, assets, options)] : []),
    ],
  } as OldOptions);
  const [first, ...others] = workers as [WorkerOptions, ...WorkerOptions[]];
  if (!socket) return [first, ...others];
  return [{ ...first, dev: { ...(first.dev as object), unsafeDirectSockets: [socket] } }, ...others];
}

/**
 * In a joined worker, a Durable Object keeps the name that it has when its tier is a worker, so every topology finds the same state.
 */
function withOwnKeys(worker: Worker, objects: DurableObjects = {}): DurableObjects {
  const keys = Object.entries(objects).map(([binding, object]) => {
    const tier = tiersOf(worker).find((each) => binding.startsWith(toPrefix(each)));
    const key = tier && { unsafeUniqueKey: `${toServiceName(tier)}-${object.className}` };
    return [binding, { ...object, ...key }];
  });
  return Object.fromEntries(keys);
}

function toAssetsWorker(
  name: string,
  { directory }: { directory?: string },
  { compatibilityDate }: { compatibilityDate?: string },
) {
  return {
    name,
    compatibilityDate,
    modulesRoot: '/',
    modules: [
      {
        type: 'ESModule' as const,
        path: '/none.js',
        contents: 'export default { fetch: () => new Response(null, { status: 404 }) };',
      },
    ],
    assets: { directory },
  };
}

async function readModules(modulesRoot: string) {
  const paths = [...new Bun.Glob('**/*.{js,wasm}').scanSync(modulesRoot)].sort((a) =>
    a === 'index.js' ? -1 : 1,
  );
  return Promise.all(
    paths.map(async (name) => {
      const path = `${modulesRoot}/${name}`;
      const file = Bun.file(path);
      return name.endsWith('.wasm')
        ? { type: 'CompiledWasm' as const, path, contents: await file.bytes() }
        : { type: 'ESModule' as const, path, contents: await file.text() };
    }),
  );
}
