import { existsSync } from 'node:fs';
import { createKeys } from '@jogakbo/edge/create-keys';
import { addMemberKey } from '../services/member/keys.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { isInside, readSecrets, type Secrets } from './deploy/secrets-file.ts';
import { issuersOf } from './runtime/open-keys.ts';
import { writeWhole } from './runtime/write-whole.ts';
import { listWorkers } from './workers.ts';

const help = `Usage: bun run keys <file> [--name <name>]

Makes the secrets of a shop, once: the keys that sign identity tokens and encrypt members and addresses, and the token of operators.
They are written to the file, which must be outside the repository. Keep it in a safe place: without it, the data of members cannot be
read again. bun run deploy … --secrets <file> gives each worker its part.

With a file that exists, it makes new keys for identity tokens. The previous ones stay valid until the command runs once more, so that
workers can be deployed one after another. All other secrets of the file stay as they are, also those that you added, such as MAIL_URL.

With - it writes to the standard output, and reads the previous secrets from the standard input, for a secret store.

  --name   the name of the new keys; by default the month, such as 2026-11`;

const { values, positionals } = readOptions(help, { name: { type: 'string' } }, 1);
const [file] = positionals;
if (!file) fail(help, 2);
if (file !== '-' && isInside(file)) fail(`${file} is inside the repository, where a secret must never be.`);

const name = values.name ?? new Date().toISOString().slice(0, 7);
const before = await readBefore(file);
const known = readPublic(before.IDENTITY_KEYS);
if (known.some(({ kid }) => kid.endsWith(`:${name}`)))
  fail(`${file} already has keys with the name ${name}. Choose another one with --name.`);
const keys = await createKeys(issuersOf(await listWorkers()), name);
const made = readPublic(keys.all);
// The keys of the last run come first, so the next run knows which ones to keep.
const last = known.filter(({ kid }) => kid.split(':').at(-1) === known[0]?.kid.split(':').at(-1));
const secrets: Secrets = {
  MEMBER_KEYS: addMemberKey(name),
  ORDER_KEYS: toOrderKeys(name),
  OPERATOR_TOKEN: crypto.getRandomValues(new Uint8Array(24)).toHex(),
  ...before,
  IDENTITY_KEYS: JSON.stringify({ keys: [...made, ...last] }),
  IDENTITY_KEY: keys.own,
};
const text = `${JSON.stringify(secrets, null, 2)}\n`;
if (file === '-') process.stdout.write(text);
else {
  await writeWhole(file, text);
  console.log(`The keys ${name} are in ${file}. Deploy them: bun run deploy all --secrets ${file}`);
}

type PublicKey = { kid: string };

function readPublic(json: Secrets[string] | undefined): PublicKey[] {
  return typeof json === 'string' ? JSON.parse(json).keys : [];
}

async function readBefore(path: string): Promise<Secrets> {
  if (path === '-' ? process.stdin.isTTY : !existsSync(path)) return {};
  const read = await readSecrets(path, { empty: true });
  return read.ok ? read.secrets : fail(read.reason);
}

function toOrderKeys(id: string): string {
  return JSON.stringify({
    current: id,
    keys: { [id]: crypto.getRandomValues(new Uint8Array(32)).toBase64() },
  });
}
