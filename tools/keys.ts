import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createKeys, type Keys } from '@jogakbo/edge/create-keys';
import { issuersOf } from './runtime/open-keys.ts';
import { namesAmong, readTopology, topologyHelp } from './topology/read-topology.ts';
import { writeTopology } from './topology/write-topology.ts';
import { tiersOf } from './workers.ts';

const help = `Usage: bun run keys <folder> [--name <name>] [--topology <name>]

Makes new keys with which the shell and the services sign identity tokens. It writes a file for each worker; set it in the worker's
folder:

  bunx wrangler secret bulk <folder>/<worker>.json

Every worker gets all public keys, and each worker that signs gets a private key of its own. The previous keys, in
<folder>/public.json, stay valid, so that workers can be deployed one after another. Run the command twice to end them.

  --name   the name of the new keys; by default the month, such as 2026-11

${topologyHelp}`;

const topology = readTopology();
const { values, positionals } = parseArgs({
  args: namesAmong(process.argv.slice(2)),
  allowPositionals: true,
  options: { name: { type: 'string' }, help: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (values.help || !folder) {
  (values.help ? console.log : console.error)(help);
  process.exit(values.help ? 0 : 2);
}

const name = values.name ?? new Date().toISOString().slice(0, 7);
const before = await readPublic(`${folder}/public.json`);
if (before.some(({ kid }) => kid.endsWith(`:${name}`))) {
  console.error(`${folder} already has keys with the name ${name}. Choose another one with --name.`);
  process.exit(1);
}
const workers = await writeTopology(topology);
const keys: Keys = await createKeys(issuersOf(workers.flatMap(tiersOf)), name);
const made: PublicKey[] = JSON.parse(keys.all).keys;
const known = JSON.stringify({ keys: [...made, ...before] });

await mkdir(folder, { recursive: true, mode: 0o700 });
for (const worker of workers) {
  const [own] = tiersOf(worker).flatMap((tier) => keys.own[tier.name] ?? []);
  const secrets = { IDENTITY_KEYS: known, ...(own ? { IDENTITY_KEY: own } : {}) };
  await writeFile(`${folder}/${worker.name}.json`, JSON.stringify(secrets), { mode: 0o600 });
}
await Bun.write(`${folder}/public.json`, JSON.stringify({ keys: made }));
console.log(
  `The keys ${name} for ${workers.length} workers are in ${folder}. Set those of the shell last: all other workers must know a new key first.`,
);

type PublicKey = { kid: string };

async function readPublic(path: string): Promise<PublicKey[]> {
  const file = Bun.file(path);
  return (await file.exists()) ? (await file.json()).keys : [];
}
