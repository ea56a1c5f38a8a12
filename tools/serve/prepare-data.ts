import { existsSync } from 'node:fs';
import { seedLinks } from '../../services/menu/seed.ts';
import { fillFiles } from '../runtime/fill-files.ts';
import { lockState } from '../runtime/lock-state.ts';
import { openVariables } from '../runtime/open-variables.ts';
import { toVariables } from '../runtime/to-variables.ts';
import type { Config } from '../topology/config.ts';
import { toPrefix } from '../topology/to-own-name.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, tiersOf, type Worker } from '../workers.ts';
import { createKv } from './host/stores/create-kv.ts';
import { openSqlite } from './host/stores/open-sqlite.ts';
import { toDatabaseFile } from './host/stores/to-database-file.ts';

type Options = {
  /** The folder of all stores of the shop. */
  folder: string;
  /** The address of the shop. */
  origin: string;
  /** Fills empty stores with the seed. */
  seed?: boolean;
  /** How many products the seed has; 2,000 by default. */
  products?: number | undefined;
  /** Variables of all tiers, and of one tier by its name, that override the shop's own. */
  settings?: Record<string, string>;
  variables?: Record<string, Record<string, string>>;
  /** Makes keys and test payments for a shop of this machine. Without it, the caller has the secrets. */
  keys?: boolean;
  onStep?: (step: string) => void;
};

/**
 * Prepares the folder of a shop that runs as one program: its keys, and its data.
 *
 * @returns the variables of the program, the token of operators, and whether the stores were filled now
 * @throws Error if another process uses the folder
 */
export async function prepareData(options: Options) {
  const { folder, origin, settings, onStep = () => {} } = options;
  const [joined] = (await writeTopology('monolith')) as [Worker];
  const tiers = tiersOf(joined);
  const lock = lockState(folder);
  try {
    const seeded = Boolean(options.seed) && !existsSync(`${folder}/databases`);
    if (seeded) await seed(folder, tiers, options.products, onStep);
    if (!options.keys) return { seeded, operatorToken: '', variables: { DATA: folder } };
    const own = await openVariables({ stateDirectory: folder, tiers, origin });
    const shared = { BEACON_SHARE: 'none', ...own.shared, ...settings };
    const ownOf = ({ name, kind }: Worker) => ({
      ...(kind === 'shell' ? { PLAIN_HTTP: '1' } : {}),
      ...own.of(name),
      ...options.variables?.[name],
    });
    const variables: Record<string, string> = { ...toVariables(joined, shared, ownOf), DATA: folder };
    return { seeded, operatorToken: own.operatorToken, variables };
  } finally {
    lock.release();
  }
}

/** The file of a service's database below the folder of a shop. */
export function fileOf(folder: string, worker: Worker): string {
  const { d1_databases: databases = [] } = readConfig<Config>(worker);
  return toDatabaseFile(folder, databases[0]?.database_name as string);
}

async function seed(
  folder: string,
  tiers: Worker[],
  products: number | undefined,
  onStep: (step: string) => void,
): Promise<void> {
  await fillFiles({
    ...{ workers: tiers, stateDirectory: folder, products, onStep },
    fileOf: (worker) => fileOf(folder, worker),
  });
  const values = openSqlite(`${folder}/values.sqlite`);
  const owner = tiers.find(({ name }) => name === 'menu-service') as Worker;
  await seedLinks(createKv(values, `${toPrefix(owner)}LINKS`));
  values.close();
}
