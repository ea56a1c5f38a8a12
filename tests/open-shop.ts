import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorker } from '../tools/build/build-worker.ts';
import { type SystemOptions, startSystem } from '../tools/runtime/start-system.ts';
import { defaultTopology, writeTopology } from '../tools/topology/write-topology.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

type ShopOptions = Partial<SystemOptions> & {
  /** Where an earlier shop kept its data. */ stateDirectory?: string;
};

/** `bun run test --topology` sets it. */
const topology = process.env.TOPOLOGY ?? defaultTopology;
let built: Promise<unknown> | undefined;

/** The whole house, built and running on a port and in a folder of its own. */
export async function openShop(options: ShopOptions = {}) {
  built ??= writeTopology(topology).then((workers) => Promise.all(workers.map(buildWorker)));
  await built;
  const stateDirectory = options.stateDirectory ?? (await mkdtemp(join(tmpdir(), 'jogakbo-shop-')));
  // Only the suite of faults is about time; elsewhere a busy machine is no fault, and passwords need not be dear to guess.
  const settings = { REDIS_TIMEOUT: '5000', PASSWORD_COST: '10', ...options.settings };
  const system = await startSystem({
    port: 0,
    logLevel: 'off',
    development: 'faults',
    topology,
    ...options,
    settings,
    stateDirectory,
  });

  return {
    ...system,
    stateDirectory,
    fetch: (path: string, init: RequestInit = {}) =>
      fetch(system.url + path, { redirect: 'manual', ...init }),
    /** Asks for a fault, or for what kept copies may be used. */
    async fault(fault: { fragment: string; kind: string; ms?: number; copy?: string }) {
      const answer = await fetch(`${system.url}/_dev/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    clearFaults: () => fetch(`${system.url}/_dev/faults`, { method: 'DELETE' }),
    async close({ keep = false } = {}) {
      await system.close();
      if (!keep) await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
