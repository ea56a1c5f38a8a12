import { findDeno } from '../tools/find-deno.ts';
import { findFreePort } from '../tools/runtime/find-free-port.ts';
import { startSystem } from '../tools/runtime/start-system.ts';
import type { SystemOptions } from '../tools/runtime/system-options.ts';
import { installPrograms, programs } from './install-compose.helper.ts';
import type { Server } from './servers.helper.ts';
import { startServer } from './start-server.helper.ts';

/**
 * Starts a shop whose shell and faces are one program on Bun or Deno, which calls the services in workerd.
 */
export async function openServedShop(options: SystemOptions, runtime: Exclude<Server, 'bun-monolith'>) {
  const port = String(findFreePort());
  const member = { ORIGIN: `http://localhost:${port}`, ...options.variables?.['member-service'] };
  // Mails lead to the program.
  const variables = { ...options.variables, 'member-service': member };
  const system = await startSystem({ ...options, variables, servicesPort: 0 });
  const path = runtime === 'deno' ? await findTestDeno() : process.execPath;
  const server = await startServer({ ...system.server, ...publicAddress, PORT: port }, path, options.onLog);
  return {
    ...system,
    url: server.url,
    async close(): Promise<void> {
      await server.close();
      await system.close();
    },
  };
}

/** The variables of a program behind a proxy, by which the shop has the public address that the workers have in their settings. */
export const publicAddress = { SHELL__ORIGIN: 'https://jogakbo.example', BEHIND_PROXY: '1' };

/** The path of Deno for tests. The package is installed at its first use, since it is large. */
export async function findTestDeno(): Promise<string> {
  if (!findDeno(programs)) await installPrograms();
  const path = findDeno(programs);
  if (!path) throw new Error(`npm has no Deno for ${process.platform}-${process.arch}.`);
  return path;
}
