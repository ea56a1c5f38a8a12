import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';
import type { KeyValues } from '../../services/menu/link-store.ts';
import { seedLinks } from '../../services/menu/seed.ts';
import type { Worker } from '../workers.ts';

/**
 * Stores the first links of the menu before the workers of a shop start. Only workerd writes the files of KV, so this starts a workerd with
 * that one store.
 *
 * @param menu the service of the menu
 */
export async function fillMenu(menu: Worker, stateDirectory: string): Promise<void> {
  const { secrets: _, ...config } = unstable_readConfig({ config: menu.config });
  const { kvNamespaces } = unstable_getMiniflareWorkerOptions(config).workerOptions;
  const { workers } = convertV4MiniflareOptions({
    ...{ name: 'fill-menu', modules: true, script: 'export default {}', kvNamespaces },
    compatibilityDate: config.compatibility_date,
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const miniflare = new Miniflare({
    ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, logRequests: false },
    ...{ telemetry: { enabled: false }, resourcePersistencePath: `${stateDirectory}/v3`, workers },
  } as ConstructorParameters<typeof Miniflare>[0]);
  try {
    await seedLinks((await miniflare.getKVNamespace('LINKS')) as unknown as KeyValues);
  } finally {
    await miniflare.dispose();
  }
}
