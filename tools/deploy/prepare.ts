import { dirname } from 'node:path';
import { buildWorker } from '../build/build-worker.ts';
import { toPrefix } from '../topology/to-own-name.ts';
import { readConfig, root, tiersOf, toServiceName, type Worker } from '../workers.ts';
import { readFingerprint } from './fingerprint.ts';
import { optional, telemetry } from './optional-secrets.ts';
import { type Secrets, secretsOf } from './secrets-file.ts';
import {
  type DeployConfig,
  type Ids,
  type Target,
  toDeployedConfig,
  toDeployedName,
} from './to-deployed-config.ts';

/** A worker of the shop with everything that a deploy needs to know of it before the account is read. */
export type Candidate = {
  worker: Worker;
  /** The name in the account. */
  name: string;
  /** The workers that it is bound to, by their names in the account. */
  calls: string[];
  config: DeployConfig;
  required: string[];
  /** Other secrets that it uses, and what the shop cannot do without them. */
  optional: Record<string, string>;
  /** The secrets that the user gave. */
  given: Record<string, string>;
};

/** @param secrets undefined if the user gave none */
export function toCandidate(worker: Worker, { environment }: Target, secrets: Secrets): Candidate {
  const config = readConfig<DeployConfig>(worker);
  const required = config.secrets?.required ?? [];
  const given: Record<string, string> = Object.assign(
    {},
    ...tiersOf(worker).map((tier) => {
      const prefix = toPrefix(tier);
      // In a joined worker, a secret of one tier alone has a name of its own.
      const own = required.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
      const ownValues = Object.entries(secretsOf(secrets, tier.name, own));
      return {
        ...secretsOf(secrets, tier.name, [
          ...required,
          ...Object.keys(optional[tier.name] ?? {}),
          ...telemetry,
        ]),
        ...Object.fromEntries(ownValues.map(([name, value]) => [prefix + name, value])),
      };
    }),
  );
  const calls = (config.services ?? []).map(({ service }) => toDeployedName(service, environment));
  const name = toDeployedName(toServiceName(worker), environment);
  const uses: Record<string, string> = Object.assign(
    {},
    ...tiersOf(worker).map((tier) => optional[tier.name] ?? {}),
  );
  // A shop without Toss needs no keys of Toss, and one key is only for payouts.
  for (const name of Object.keys(uses))
    if (uses[name] === '' || (name.startsWith('TOSS_') && given.PAYMENT_PROVIDER !== 'toss'))
      delete uses[name];
  return { worker, name, calls: [...new Set(calls)], config, required, optional: uses, given };
}

/** Lists workers and all that they call, directly or not, in the order of `all`. */
export function withCallees(chosen: Candidate[], all: Candidate[]): Candidate[] {
  const found = new Set(chosen);
  for (const { calls } of found) for (const callee of all) if (calls.includes(callee.name)) found.add(callee);
  return all.filter((candidate) => found.has(candidate));
}

/** Builds workers. A build that fails throws a BuildError with the reason. */
export async function build(candidates: Candidate[]): Promise<void> {
  await Promise.all(candidates.map(({ worker }) => buildWorker(worker)));
}

/** Writes the configuration with which wrangler deploys a built worker, and hashes the upload. */
export async function writeDeployedConfig({ worker, config, given }: Candidate, target: Target, ids: Ids) {
  const deployed = toDeployedConfig(config, worker.config, target, ids);
  const path = `${root}/.wrangler/deployed/${target.environment ?? 'production'}/${worker.name}/wrangler.json`;
  await Bun.write(path, `${JSON.stringify(deployed, null, 2)}\n`);
  const secrets = Object.keys(given).length > 0 ? given : undefined;
  const tag = await readFingerprint(deployed, secrets);
  return { configPath: path, tag, secrets, build: await readBuildName(worker, deployed.main) };
}

/** Reads how the answers of a built face are called; undefined for other workers. */
async function readBuildName({ kind }: Worker, main: string): Promise<string | undefined> {
  const file = Bun.file(`${dirname(main)}/build.js`);
  if ((kind !== 'face' && kind !== 'frontend') || !(await file.exists())) return undefined;
  return (await file.text()).match(/^export default \{"version":"([\w.-]+)"/)?.[1];
}
