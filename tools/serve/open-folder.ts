import { resolve } from 'node:path';
import { fail } from '../command/fail.ts';
import { optional, telemetry } from '../deploy/optional-secrets.ts';
import { readSecrets, secretsOf } from '../deploy/secrets-file.ts';
import type { Config } from '../topology/config.ts';
import { toPrefix } from '../topology/to-own-name.ts';
import { writeTopology } from '../topology/write-topology.ts';
import { readConfig, tiersOf, type Worker } from '../workers.ts';
import { prepareData } from './prepare-data.ts';

type Options = {
  folder: string;
  /** The path of the secrets of the shop. Without it, the folder has keys of its own. */
  secrets?: string | undefined;
  seed: boolean;
  products?: number | undefined;
};

/** Prepares the folder of a whole shop. @returns the variables of the program. It ends the command with a sentence if it cannot */
export async function openFolder({
  folder,
  secrets,
  seed,
  products,
}: Options): Promise<Record<string, string>> {
  const given = secrets ? await readTierSecrets(secrets) : undefined;
  const origin = process.env.ORIGIN ?? `http://localhost:${process.env.PORT ?? 8788}`;
  const prepared = await prepareData({
    ...{ folder: resolve(folder), origin, seed, products, keys: !given },
    onStep: (step) => console.log(`${step.charAt(0).toUpperCase()}${step.slice(1)} …`),
  }).catch(({ message }) =>
    fail(/is in use by/.test(message) ? message : `The folder ${folder} cannot be used: ${message}`),
  );
  if (seed && !prepared.seeded)
    console.log(`${folder} has stores, which are kept. --seed fills a new folder only.`);
  return { ...prepared.variables, ...(given ? { ORIGIN: origin, ...given } : {}) };
}

/** The secrets by the names that the program has for them, so that a tier sees only its own. */
async function readTierSecrets(path: string): Promise<Record<string, string>> {
  const read = await readSecrets(path);
  if (!read.ok) return fail(read.reason);
  const { secrets } = read;
  const [joined] = (await writeTopology('monolith')) as [Worker];
  const required = readConfig<Config>(joined).secrets?.required ?? [];
  const shared = secretsOf(secrets, 'shell', [...required, ...telemetry]);
  const own = tiersOf(joined).flatMap((tier) => {
    const prefix = toPrefix(tier);
    const names = required.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    return Object.entries(
      secretsOf(secrets, tier.name, [...names, ...Object.keys(optional[tier.name] ?? {})]),
    ).map(([name, value]) => [prefix + name, value]);
  });
  return { ...shared, ...Object.fromEntries(own) };
}
