import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { DeadLetter, DeadLetterPage } from '../services/events/contract.ts';

const letters: DeadLetter[] = [1, 2, 3].map((id) => ({
  ...{ id, time: id, consumer: 'review', body: JSON.stringify({ id, text: '한 줄\n두 줄' }) },
}));
/** A shop with two pages of dead letters. */
const shop = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request) {
    if (request.headers.get('authorization') !== 'Bearer right') return new Response('{}', { status: 401 });
    const first = new URL(request.url).searchParams.get('after') === '0';
    const page: DeadLetterPage = first
      ? { letters: letters.slice(0, 2), next: 2 }
      : { letters: letters.slice(2), next: null };
    return Response.json(page);
  },
});
const folder = await mkdtemp(`${tmpdir()}/dead-letters-`);
afterAll(async () => {
  await shop.stop(true);
  await rm(folder, { recursive: true });
});

test('an export has every dead letter as JSON, one in each line', async () => {
  const { code, output } = await run('export');
  expect(code).toBe(0);
  expect(toLetters(output)).toEqual(letters);
});

test('an export goes to a new file, and never over a file that is there', async () => {
  const file = `${folder}/letters.jsonl`;
  expect(await run('export', '--file', file)).toEqual({
    code: 0,
    output: `3 dead letters are in ${file}.\n`,
  });
  const text = await Bun.file(file).text();
  expect(toLetters(text)).toEqual(letters);
  expect((await run('export', '--file', file)).code).toBe(1);
  expect(await Bun.file(file).text()).toBe(text);
});

test('an export that is refused writes no file', async () => {
  const file = `${folder}/refused.jsonl`;
  expect((await run('export', '--file', file, '--token', 'wrong')).code).toBe(1);
  expect(await Bun.file(file).exists()).toBe(false);
});

test.each(['export 1', 'export --all', 'list --file x', 'prune --days 1 --file x'])(
  'the arguments "%s" do not fit together',
  async (given) => {
    expect((await run(...given.split(' '))).code).toBe(2);
  },
);

async function run(...given: string[]) {
  const child = Bun.spawn(
    [
      process.execPath,
      `${import.meta.dir}/dead-letters.ts`,
      '--url',
      shop.url.href,
      '--token',
      'right',
      ...given,
    ],
    { stdin: 'ignore', stdout: 'pipe', stderr: 'ignore' },
  );
  const [output, code] = await Promise.all([new Response(child.stdout).text(), child.exited]);
  return { code, output };
}

function toLetters(text: string): unknown[] {
  expect(text).toEndWith('\n');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
