import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/** One worker of the shop. */
export type Worker = {
  /** `shell`, or slice and kind such as `cart-frontend`. */
  name: string;
  kind: 'shell' | 'frontend' | 'bff' | 'service';
  slice: string;
  /** The folder of its sources, as an absolute path. */
  directory: string;
  /** The path of its wrangler.toml, the single source of its settings. */
  config: string;
};

export const root = resolve(import.meta.dir, '..');

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
