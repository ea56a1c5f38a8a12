import { existsSync } from 'node:fs';
import type { DeadLetter, DeadLetterPage } from '../services/events/contract.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { askShop } from './operator/ask-shop.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';

const help = `Usage: bun run dead-letters [list | export | replay <id> | replay --all | drop <id> | prune --days <n>] [--file <path>] [--url <shop>] [--token <operator token>]

Dead letters: messages that a follower of events could not process after all its tries.

  list          shows them: number, time, follower, message (the default)
  export        writes all as JSON, one in each line, to the screen or to a new --file
  replay <id>   sends one back to the queue of its follower; --all sends all. A message that fails again comes back
  drop <id>     deletes one
  prune         deletes those older than --days <n>; export them first

${shopHelp}`;

const options = {
  ...shopOptions,
  all: { type: 'boolean' },
  days: { type: 'string' },
  file: { type: 'string' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, 2);
const shop = toShop(values);
const [command = 'list', id] = positionals;
if (id !== undefined && !/^\d{1,15}$/.test(id)) misuse(`${id} is not the number of a dead letter.`);

if (values.file !== undefined && command !== 'export') misuse('--file belongs to export.');

if (command === 'list' && id === undefined && !values.all) await list();
else if (command === 'export' && id === undefined && !values.all) await exportTo(values.file);
else if (command === 'replay' && (id === undefined) === Boolean(values.all)) await replay(id);
else if (command === 'drop' && id !== undefined && !values.all) await drop(id);
else if (command === 'prune' && id === undefined && /^[1-9]\d{0,4}$/.test(String(values.days)))
  await prune(Number(values.days));
else misuse(`These arguments do not fit together: ${process.argv.slice(2).join(' ')}`);

async function list(): Promise<void> {
  let count = 0;
  for await (const letter of readLetters()) {
    console.log(toLine(letter));
    count += 1;
  }
  if (count === 0) console.log('There are no dead letters.');
}

async function exportTo(path: string | undefined): Promise<void> {
  if (path !== undefined && existsSync(path)) fail(`${path} exists already.`);
  const lines: string[] = [];
  for await (const letter of readLetters()) lines.push(`${JSON.stringify(letter)}\n`);
  if (path === undefined) return void process.stdout.write(lines.join(''));
  await Bun.write(path, lines.join(''));
  console.log(`${lines.length} dead letters are in ${path}.`);
}

async function* readLetters(): AsyncGenerator<DeadLetter, void> {
  for (let after: number | null = 0; after !== null; ) {
    const page: DeadLetterPage = await askShop(`/api/operator/dead-letters?after=${after}`, {
      ...shop,
      failure: 'The dead letters could not be read',
    });
    yield* page.letters;
    after = page.next;
  }
}

async function replay(id: string | undefined): Promise<void> {
  const path = id === undefined ? 'replay' : `${id}/replay`;
  const { replayed } = await askShop<{ replayed: number }>(`/api/operator/dead-letters/${path}`, {
    ...shop,
    method: 'POST',
    failure: 'Not all messages could be sent back',
  });
  console.log(`${replayed} sent back. A message that fails again will be listed again.`);
}

async function drop(id: string): Promise<void> {
  await askShop(`/api/operator/dead-letters/${id}`, {
    ...shop,
    method: 'DELETE',
    failure: 'It could not be deleted',
  });
  console.log(`${id} was deleted.`);
}

async function prune(days: number): Promise<void> {
  const before = Date.now() - days * 24 * 60 * 60 * 1_000;
  const { dropped } = await askShop<{ dropped: number }>(`/api/operator/dead-letters?before=${before}`, {
    ...shop,
    method: 'DELETE',
    failure: 'They could not be deleted',
  });
  console.log(`${dropped} dead letters older than ${days} days were deleted.`);
}

function toLine({ id, time, consumer, body }: DeadLetter): string {
  return `${id}\t${new Date(time).toISOString()}\t${consumer}\t${body}`;
}
