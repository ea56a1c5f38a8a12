import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createKeys, type Keys } from '@jogakbo/edge/create-keys';
import { issuersOf } from './runtime/open-keys.ts';
import { listWorkers } from './workers.ts';

const help = `Usage: bun run keys <folder> [--name <name>]

Makes new keys by which the shell and the services sign who asks, and writes for each worker the file that sets them:

  bunx wrangler secret bulk <folder>/<worker>.json     in the worker's folder

Every worker knows everyone's public keys; each that signs has a private key of its own. Keys that <folder>/public.json names
from before stay known, so that deploying all workers one after another refuses nobody; run it twice to forget them.

  --name   what tells these keys from earlier ones; the month, such as 2026-11, where left out`;

const { values, positionals } = parseArgs({
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
  console.error(`${folder} has keys of the name ${name} already. Give others a --name.`);
  process.exit(1);
}
const workers = await listWorkers();
const keys: Keys = await createKeys(issuersOf(workers), name);
const made: PublicKey[] = JSON.parse(keys.all).keys;
const known = JSON.stringify({ keys: [...made, ...before] });

await mkdir(folder, { recursive: true, mode: 0o700 });
for (const worker of workers) {
  const own = keys.own[worker.name];
  const secrets = { IDENTITY_KEYS: known, ...(own ? { IDENTITY_KEY: own } : {}) };
  await writeFile(`${folder}/${worker.name}.json`, JSON.stringify(secrets), { mode: 0o600 });
}
await Bun.write(`${folder}/public.json`, JSON.stringify({ keys: made }));
console.log(
  `Keys ${name} for ${workers.length} workers are in ${folder}. Set them, the shell's last: who signs by a new key must be known.`,
);

type PublicKey = { kid: string };

async function readPublic(path: string): Promise<PublicKey[]> {
  const file = Bun.file(path);
  return (await file.exists()) ? (await file.json()).keys : [];
}
