import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import settings from '../../wrangler.toml';

/** An ES module of a worker. */
export type Module = { name: string; contents: string };

/**
 * Starts workerd with one worker that has no stores.
 *
 * @param modules its code, the entry first
 * @param bindings its variables
 */
export async function startWorker(modules: Module[], bindings: Record<string, string> = {}) {
  const { workers } = convertV4MiniflareOptions({
    ...{ name: 'host', modulesRoot: '/', bindings },
    modules: modules.map(({ name, contents }) => ({ type: 'ESModule', path: `/${name}`, contents })),
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  // The common entry of Miniflare is slower, and would join the parts of a stream.
  const dev = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };
  const miniflare = new Miniflare({
    ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, logRequests: false },
    ...{ telemetry: { enabled: false }, workers: workers.map((worker: object) => ({ ...worker, dev })) },
  } as ConstructorParameters<typeof Miniflare>[0]);
  const { origin } = await miniflare.unsafeGetDirectURL('host');
  return { url: origin, close: () => miniflare.dispose() };
}
