import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import settings from '../../wrangler.toml';

/**
 * Starts workerd with one worker, whose code is in one file.
 *
 * @param bindings the variables of the worker
 */
export async function startWorker(contents: string, bindings: Record<string, string>) {
  const { workers } = convertV4MiniflareOptions({
    ...{ name: 'host', modulesRoot: '/', bindings },
    modules: [{ type: 'ESModule', path: '/worker.js', contents }],
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const dev = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };
  const miniflare = new Miniflare({
    ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, logRequests: false },
    ...{ telemetry: { enabled: false }, workers: workers.map((worker: object) => ({ ...worker, dev })) },
  } as ConstructorParameters<typeof Miniflare>[0]);
  const { origin } = await miniflare.unsafeGetDirectURL('host');
  return { url: origin, stop: () => miniflare.dispose() };
}
