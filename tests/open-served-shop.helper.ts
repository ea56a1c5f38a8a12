import { findDeno } from '../tools/find-deno.ts';
import { startSystem } from '../tools/runtime/start-system.ts';
import type { SystemOptions } from '../tools/runtime/system-options.ts';
import { programs } from './install-compose.helper.ts';
import { startServer } from './start-server.helper.ts';

/**
 * Starts a shop whose shell and faces are one program on Bun or Deno, which calls the services in workerd.
 *
 * @param runtime `bun` or `deno`
 */
export async function openServedShop(options: SystemOptions, runtime: string) {
  const system = await startSystem({ ...options, servicesPort: 0 });
  const path = runtime === 'deno' ? findDeno(programs) : process.execPath;
  if (!path) throw new Error('Deno is not installed.');
  const server = await startServer(system.server as Record<string, string>, path, options.onLog);
  return {
    ...system,
    url: server.url,
    async close(): Promise<void> {
      await server.close();
      await system.close();
    },
  };
}
