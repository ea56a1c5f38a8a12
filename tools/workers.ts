import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/** One worker of the shop. */
export type Worker = {
  /** `shell`, slice and kind such as `cart-frontend`, or the name of a joined worker such as `cart`. */
  name: string;
  kind: 'shell' | 'frontend' | 'bff' | 'service' | 'face' | 'joined';
  /** The slice of its tiers; the worker's own name if it joins several slices. */
  slice: string;
  /** The folder of its sources, as an absolute path. */
  directory: string;
  /** The path of its wrangler.toml, the single source of its settings. */
  config: string;
  /** The tiers that share this worker, the one that answers by default first; none for a tier by itself. */
  tiers?: Worker[];
};

/** The name of a deployed worker, as in the bindings of its callers. */
export function toServiceName(worker: Pick<Worker, 'name'>): string {
  return `jogakbo-${worker.name}`;
}

/** Lists the tiers of a worker; a worker that is one tier has only itself. */
export function tiersOf(worker: Worker): Worker[] {
  return worker.tiers ?? [worker];
}

/** Whether a worker is the shell, alone or joined with other tiers. */
export function hasShell(worker: Worker): boolean {
  return tiersOf(worker).some(({ kind }) => kind === 'shell');
}

/** Reads the settings of a worker from its wrangler.toml, or from the JSON that joining wrote. */
export function readConfig<Config>({ config }: Pick<Worker, 'config'>): Config {
  const text = readFileSync(config, 'utf8');
  return (config.endsWith('.json') ? JSON.parse(text) : Bun.TOML.parse(text)) as Config;
}

export const root = resolve(import.meta.dir, '..');

/** The worker that opens the services to `bun run serve`. It is no tier: a shop without such a server has no gateway. */
export const gateway: Worker = {
  ...{ name: 'gateway', kind: 'service', slice: 'gateway' },
  ...{ directory: `${root}/gateway`, config: `${root}/gateway/wrangler.toml` },
};

const kinds = { services: 'service', bff: 'bff', frontends: 'frontend' } as const;

/** Lists every worker in the order of deployment: services, BFFs, frontends, shell. */
export async function listWorkers(): Promise<Worker[]> {
  const workers: Worker[] = [];
  for (const [folder, kind] of Object.entries(kinds)) {
    const slices = existsSync(`${root}/${folder}`) ? await readdir(`${root}/${folder}`) : [];
    for (const slice of slices.sort()) {
      const directory = `${root}/${folder}/${slice}`;
      const config = `${directory}/wrangler.toml`;
      if (existsSync(config)) workers.push({ name: `${slice}-${kind}`, kind, slice, directory, config });
    }
  }
  workers.push({
    name: 'shell',
    kind: 'shell',
    slice: 'shell',
    directory: `${root}/shell`,
    config: `${root}/wrangler.toml`,
  });
  return workers;
}
