import { existsSync } from 'node:fs';
import type { Entry, EntryPage, Signature, Verification } from '../services/audit/contract.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { askShop } from './operator/ask-shop.ts';
import { readAuditFile, toAuditFile } from './operator/audit-file.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';

const help = `Usage: bun run audit [verify | list | export | prune] [options]

The record of all events, as a chain of hashes. A change of an entry breaks the chain.

  verify          checks the whole chain and names the first broken entry (the default)
  list            shows the entries: number, time, source, event
  export          writes all entries up to the last signed head, and that head, to --file
  prune           deletes the entries of an exported --file from the shop, if its head is at least 90 days old

  --file <path>   export, prune: the file, with one entry in each line
  --head <hash>   verify: a head that you noted earlier. It must still be in the chain; this also finds a missing end
  --after <seq>   list: only the entries after this one
  --type <type>   list: only events of this type, such as order.placed
${shopHelp}`;

const options = {
  ...shopOptions,
  head: { type: 'string' },
  after: { type: 'string', default: '0' },
  type: { type: 'string' },
  file: { type: 'string' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, 1);
const shop = toShop(values);
const [command = 'verify'] = positionals;
const { head, after, type, file } = values;

const reasons = {
  gap: 'the entry before it is missing.',
  previous: 'its hash of the previous entry is wrong.',
  hash: 'its content was changed after it was written.',
  head: 'the noted head is missing, so the end was cut off.',
} satisfies Record<NonNullable<Verification['broken']>['why'], string>;

if (command === 'verify') await verify();
else if (command === 'list') await list();
else if (command === 'export' && file) await exportTo(file);
else if (command === 'prune' && file) await prune(file);
else misuse(`Unknown command, or no --file: ${command}.`);

async function verify(): Promise<void> {
  const query = head ? `?${new URLSearchParams({ head })}` : '';
  const {
    intact,
    count,
    head: last,
    broken,
  } = await askShop<Verification>(`/api/operator/verification${query}`, {
    ...shop,
    failure: 'The audit could not be verified',
  });
  if (!intact)
    fail(
      `Broken at entry ${broken?.seq}: ${reasons[broken?.why ?? 'hash']} Intact entries before it: ${count}.`,
    );
  console.log(`Intact: ${count} entries. Note this head in another place: ${last}`);
}

async function list(): Promise<void> {
  for await (const { seq, event } of read()) {
    const { time, source } = JSON.parse(event);
    console.log(`${seq}\t${new Date(time).toISOString()}\t${source}\t${event}`);
  }
}

async function exportTo(path: string): Promise<void> {
  if (existsSync(path)) fail(`${path} exists already.`);
  const failure = 'The audit could not be read';
  const { signatures } = await askShop<{ signatures: Signature[] }>('/api/operator/signatures', {
    ...shop,
    failure,
  });
  const signature = signatures.at(-1);
  if (!signature) return fail('No head is signed yet. The shop signs one each hour.');
  const entries: Entry[] = [];
  for await (const entry of read()) if (entry.seq <= signature.seq) entries.push(entry);
  const text = toAuditFile(entries, signature);
  const checked = readAuditFile(text);
  if (!checked.ok) return fail(`Nothing was written. ${checked.reason}`);
  await Bun.write(path, text);
  console.log(`${checked.count} entries up to ${signature.seq} are in ${path}.`);
}

async function prune(path: string): Promise<void> {
  const checked = readAuditFile(
    await Bun.file(path)
      .text()
      .catch(() => fail(`${path} cannot be read.`)),
  );
  if (!checked.ok) return fail(`${path} is not an intact export. ${checked.reason}`);
  // Pruning by a partial export would lose the entries before it.
  const kept = (await read('0').next()).value;
  if (kept && kept.seq < checked.first)
    return fail(
      `${path} begins at ${checked.first}, but the shop still has ${kept.seq}. Export without --after.`,
    );
  const { seq, head } = checked.signature;
  const { pruned } = await askShop<{ pruned: number }>('/api/operator/pruning', {
    ...shop,
    method: 'POST',
    body: { seq, head },
    failure: 'Nothing was deleted',
  });
  console.log(`${pruned} entries up to ${seq} were deleted. Keep ${path}: it is now the only copy.`);
}

async function* read(from = after): AsyncGenerator<Entry, undefined> {
  for (let start: string | null = from; start !== null; ) {
    const query = new URLSearchParams({ after: start, ...(type ? { type } : {}) });
    const page: EntryPage = await askShop(`/api/operator/entries?${query}`, {
      ...shop,
      failure: 'The audit could not be read',
    });
    yield* page.entries;
    start = page.next === null ? null : String(page.next);
  }
}
