import { convertV4MiniflareOptions, type MiniflareOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import type { Worker } from '../workers.ts';

export type WorkerOptions = MiniflareOptions['workers'][number];

/**
 * What Miniflare needs to run a built worker, read from its wrangler.toml.
 *
 * @param variables plain variables and secrets, over those of the wrangler.toml
 * @param socket where this worker listens by itself, past Miniflare's slower entry
 */
export async function toMiniflareOptions(
  worker: Worker,
  variables: Record<string, string>,
  socket?: { host: string; port: number; entrypoint: string },
): Promise<WorkerOptions> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(worker.config);
  const { modulesRules: _, ...options } = workerOptions;
  const modulesRoot = `${worker.directory}/dist/worker`;
  const modules = await readModules(modulesRoot);
  const converted = convertV4MiniflareOptions({
    workers: [
      {
        ...options,
        name: toServiceName(worker),
        modulesRoot,
        modules,
        bindings: { ...(options.bindings as object), ...variables },
      },
    ],
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const [result] = converted.workers as [WorkerOptions];
  return socket ? { ...result, dev: { ...(result.dev as object), unsafeDirectSockets: [socket] } } : result;
}

/** The name under which a worker is deployed, and by which bindings call it. */
export function toServiceName(worker: Pick<Worker, 'name'>): string {
  return `jogakbo-${worker.name}`;
}

async function readModules(modulesRoot: string) {
  const paths = [...new Bun.Glob('**/*.js').scanSync(modulesRoot)].sort((a) => (a === 'index.js' ? -1 : 1));
  return Promise.all(
    paths.map(async (path) => ({
      type: 'ESModule' as const,
      path: `${modulesRoot}/${path}`,
      contents: await Bun.file(`${modulesRoot}/${path}`).text(),
    })),
  );
}
