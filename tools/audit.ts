import type { EntryPage, Verification } from '../services/audit/contract.ts';
import { askShop } from './operator/ask-shop.ts';
import { fail } from './operator/fail.ts';
import { readArguments, shopHelp } from './operator/read-arguments.ts';

const help = `Usage: bun run audit [verify | list] [options]

Everything that happened, in a chain that shows whether anybody changed it.

  verify          walks the whole chain and says the first entry that does not hold (what is done where nothing is named)
  list            shows the entries: number, time, source, event

  --head <hash>   verify: a head that was noted earlier, which must still be in the chain; else a cut-off end cannot be told
  --after <seq>   list: only what follows this entry
  --type <type>   list: only events of this type, such as order.placed
${shopHelp}`;

const { shop, values, positionals, misuse } = readArguments(help, {
  head: { type: 'string' },
  after: { type: 'string' },
  type: { type: 'string' },
});
const [command = 'verify'] = positionals;
if (positionals.length > 1) misuse(`It takes no ${positionals[1]}.`);
const { head, after = '0', type } = values as { head?: string; after?: string; type?: string };

const reasons = {
  gap: 'one before it is gone.',
  previous: 'it does not hang on the one before it.',
  hash: 'it says something else than when it was written.',
  head: 'the head that was noted is gone, so the end was cut off.',
} satisfies Record<NonNullable<Verification['broken']>['why'], string>;

if (command === 'verify') await verify();
else if (command === 'list') await list();
else misuse(`It cannot ${command}.`);

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
    fail(`Broken at entry ${broken?.seq}: ${reasons[broken?.why ?? 'hash']} The ${count} before it hold.`);
  console.log(`Intact: ${count} entries. Head, to be noted elsewhere: ${last}`);
}

async function list(): Promise<void> {
  for (let start: string | null = after; start !== null; ) {
    const query = new URLSearchParams({ after: start, ...(type ? { type } : {}) });
    const page: EntryPage = await askShop(`/api/operator/entries?${query}`, {
      ...shop,
      failure: 'The audit could not be read',
    });
    for (const { seq, event } of page.entries) {
      const { time, source } = JSON.parse(event);
      console.log(`${seq}\t${new Date(time).toISOString()}\t${source}\t${event}`);
    }
    start = page.next === null ? null : String(page.next);
  }
}
