import { rm } from 'node:fs/promises';
import { readLimit } from '../tools/runtime/limits/read-limit.ts';
import { startSystem } from '../tools/runtime/start-system.ts';
import type { SystemOptions } from '../tools/runtime/system-options.ts';
import { readTopology } from '../tools/topology/read-topology.ts';
import { buildShop } from './build-shop.helper.ts';
import { copySeededMonolith, copySeededState, preparedState } from './copy-seeded-state.helper.ts';
import { openServedMonolith } from './open-served-monolith.helper.ts';
import { openServedShop } from './open-served-shop.helper.ts';
import { server } from './servers.helper.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

type ShopOptions = Partial<SystemOptions> & {
  /** The folder with the data of an earlier shop. */ stateDirectory?: string;
};

type System = Awaited<ReturnType<typeof startSystem>> & { close(signal?: NodeJS.Signals): Promise<void> };

/** The topologies that are built. */
const built = new Map<string, Promise<unknown>>(preparedState ? [[readTopology(), Promise.resolve()]] : []);

/** Builds the whole shop and starts it, with the seeded data, on a port and in a folder of its own. */
export async function openShop(options: ShopOptions = {}) {
  const { topology = readTopology() } = options;
  const isProgram = server === 'bun-monolith';
  if (!isProgram && !built.has(topology)) built.set(topology, buildShop(topology));
  await built.get(topology);
  const stateDirectory =
    options.stateDirectory ?? (await (isProgram ? copySeededMonolith() : copySeededState(topology)));
  // The deadline of Redis is long, since a busy machine is no fault. Passwords are cheap to hash, since no one guesses them.
  const settings = { REDIS_TIMEOUT: '5000', PASSWORD_COST: '10', ...options.settings };
  const start = (all: SystemOptions & { stateDirectory: string }): Promise<System> => {
    if (server === 'bun-monolith') return openServedMonolith(all);
    return server ? openServedShop(all, server) : startSystem(all);
  };
  const system = await start({
    port: 0,
    logLevel: 'off',
    development: 'faults',
    limit: readLimit(topology),
    ...options,
    topology,
    settings,
    stateDirectory,
  });

  return {
    ...system,
    stateDirectory,
    /** Each request has a connection of its own, since workerd closes one that was idle for 15 s, maybe while a request is sent. */
    fetch: (path: string, init: RequestInit = {}) =>
      fetch(system.url + path, { redirect: 'manual', keepalive: false, ...init }),
    /** Sets a fault, or whether copies may be used. */
    async fault(fault: { fragment: string; kind: string; ms?: number; copy?: string }) {
      const answer = await fetch(`${system.url}/_dev/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    clearFaults: () => fetch(`${system.url}/_dev/faults`, { method: 'DELETE' }),
    /** Makes the shell forget its own copies, as a new isolate of a data centre that has copies. */
    forgetIsolate: () => fetch(`${system.url}/_dev/faults?keep=data-centre`, { method: 'DELETE' }),
    /** @param options `kill` ends the process of a shop that is one program at any point of its work */
    async close({ keep = false, kill = false } = {}) {
      await system.close(...(kill ? ['SIGKILL' as const] : []));
      if (!keep) await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
