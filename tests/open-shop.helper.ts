import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorker } from '../tools/build/build-worker.ts';
import { type SystemOptions, startSystem } from '../tools/runtime/start-system.ts';
import { defaultTopology, writeTopology } from '../tools/topology/write-topology.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

type ShopOptions = Partial<SystemOptions> & {
  /** The folder with the data of an earlier shop. */ stateDirectory?: string;
};

/** `bun run test --topology` sets it. */
const topology = process.env.TOPOLOGY ?? defaultTopology;
let built: Promise<unknown> | undefined;

/** Builds the whole shop and starts it on a port and in a folder of its own. */
export async function openShop(options: ShopOptions = {}) {
  built ??= writeTopology(topology).then((workers) => Promise.all(workers.map(buildWorker)));
  await built;
  const stateDirectory = options.stateDirectory ?? (await mkdtemp(join(tmpdir(), 'jogakbo-shop-')));
  // The deadline of Redis is long, since a busy machine is no fault. Passwords are cheap to hash, since no one guesses them.
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
    async close({ keep = false } = {}) {
      await system.close();
      if (!keep) await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}
