import { cancel, intro, isCancel, outro, select, text } from '@clack/prompts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { toSlotLine } from './new-slice/list-files.ts';
import { refuseName, refuseOwner, refuseStore, type Store, stores } from './new-slice/slice-request.ts';
import { hasFolder, writeSlice } from './new-slice/write-slice.ts';
import { listWorkers } from './workers.ts';

const help = `Usage: bun run new-slice <name> --owner <team> --store ${stores.join('|')}

Writes a new slice: a service with its contract, store and migration, a BFF, a frontend with one fragment, their settings, tests and
READMEs. bun run check <name> passes at once. In a terminal, it asks for what is missing.

Outside the folders of the slice it adds a line to CODEOWNERS and a row to README.md, and lets the programs write the files that they
derive from the folders: bun.lock, the bindings in wrangler.toml and gateway/wrangler.toml, and the graph of docs/architecture.md. It needs
no network if bun install has run before.

Exit code: 0 if the slice was written, 1 if a step failed and nothing was changed, 2 for wrong arguments.`;

const options = {
  owner: { type: 'string' },
  store: { type: 'string' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, 1);
const taken = [...new Set((await listWorkers()).map(({ slice }) => slice))];
const checkName = (name: string) => refuseName(name, hasFolder(name) ? [...taken, name] : taken);
const [given] = positionals;
const asks = [given, values.owner, values.store].includes(undefined);
if (asks && !process.stdin.isTTY) misuse('Say the name, --owner and --store; only a terminal can be asked.');
if (asks) intro('A new slice');
const name = accept(given ?? (await ask('What is the slice called?', 'wishlist', checkName)), checkName);
const owner = accept(values.owner ?? (await ask('Which team owns it?', 'gifts', refuseOwner)), refuseOwner);
const store = accept(values.store ?? (await askStore()), refuseStore) as Store;
try {
  const count = await writeSlice({ name, owner, store });
  const next = `Wrote ${count} files in services/${name}, bff/${name} and frontends/${name}.

To put the fragment on the product page, add this line to the slots of shell/pages/product.ts, and <slot name="${name}"></slot> to its layout:
${toSlotLine(name)}

Then: bun run check ${name}; bun run dev`;
  if (asks) outro(next);
  else console.log(next);
} catch (error) {
  fail(`${(error as Error).message}\nNothing was changed.`);
}

function accept(value: string, refuse: (value: string) => string | undefined): string {
  const reason = refuse(value);
  return reason ? fail(reason, 2) : value;
}

async function ask(
  message: string,
  placeholder: string,
  refuse: (value: string) => string | undefined,
): Promise<string> {
  return orEnd(await text({ message, placeholder, validate: (value) => refuse(value ?? '') }));
}

async function askStore(): Promise<string> {
  const choices = stores.map((value) => ({ value, label: value }));
  return orEnd(await select<string>({ message: 'Where does it keep its data?', options: choices }));
}

function orEnd(answer: string | symbol): string {
  if (!isCancel(answer)) return answer as string;
  cancel('Nothing was changed.');
  return process.exit(1);
}
