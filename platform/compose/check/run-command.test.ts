import { afterAll, expect, test } from 'bun:test';
import { join } from 'node:path';
import { installPrograms, installTimeoutMs, programs } from '../../../tests/install-compose.helper.ts';
import { runCommand } from './run-command.ts';

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: (request) => answer(new URL(request.url)),
});
const url = server.url.origin;
afterAll(() => server.stop(true));

test('a command without errors ends with 0, and says that accessibility was left out', async () => {
  const { code, printed } = await command('check', `${url}/good`);
  expect({ code, printed }).toEqual({
    code: 0,
    printed: [
      'note     accessibility was left out: install jsdom and axe-core to check it',
      'shop: 1 fragments, 0 errors, 0 warnings and notes',
    ],
  });
});

test('each error is a line that says what to do, and the command ends with 1', async () => {
  const { code, printed } = await command('check', `${url}/bad/`);
  expect(code).toBe(1);
  expect(printed[0]).toStartWith('error    price: its HTML is not balanced → write every end tag');
});

test('--json prints the findings as JSON', async () => {
  const { code, printed } = await command('check', `${url}/bad`, '--json');
  const { errors, findings } = JSON.parse(printed.join('\n'));
  expect([code, errors, findings[0].rule]).toEqual([1, 1, 'balance']);
});

test('--help prints how to use it', async () => {
  const { code, printed } = await command('--help');
  expect(code).toBe(0);
  expect(printed[0]).toStartWith('Usage: compose check <url>');
});

test.each([
  [[], 'The only command'],
  [['compose', url], 'The only command'],
  [['check'], 'Nothing is no http'],
  [['check', 'ftp://a'], 'ftp://a is no http'],
  [['check', url, 'more'], 'The only command'],
  [['check', url, '--deadline', 'soon'], '--deadline soon'],
  [['check', url, '--param', 'id'], '--param id is not'],
  [['check', url, '--loud'], '--loud'],
  [['check', 'http://127.0.0.1:1'], 'Nothing answers at http://127.0.0.1:1'],
])('%j ends with 2', async (args, why) => {
  const { code, complained } = await command(...args);
  expect(code).toBe(2);
  expect(complained.join('\n')).toContain(why);
});

test(
  'axe checks the HTML if the project has it',
  async () => {
    await installPrograms();
    const bad = await runIn(programs, 'check', `${url}/picture`);
    expect(bad.code).toBe(1);
    expect(bad.printed).toStartWith(
      'error    price: axe image-alt: Images must have alternative text: <img src="a.png">',
    );
    expect((await runIn(programs, 'check', `${url}/good`)).printed.trim().split('\n')).toHaveLength(1);
  },
  installTimeoutMs,
);

/** Runs the command in a process of its own. This one remembers which packages were missing before they were installed. */
async function runIn(folder: string, ...args: string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'bin.ts'), ...args], {
    ...{ cwd: folder, stdout: 'pipe', stderr: 'inherit' },
  });
  const printed = await new Response(child.stdout).text();
  return { code: await child.exited, printed };
}

async function command(...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(
    args,
    (line) => printed.push(line),
    (line) => complained.push(line),
    '/',
  );
  return { code, printed, complained };
}

function answer({ pathname }: URL): Response {
  const [, kind = '', ...rest] = pathname.split('/');
  const declared = { params: [], personal: false, island: false, refreshOn: [] };
  const stylesheet = { content: '', hash: '' };
  const bodies: Record<string, string> = { good: '<p>1</p>', bad: '<p>1', picture: '<img src="a.png">' };
  if (rest.join('/') === 'fragments.json')
    return Response.json({
      slice: 'shop',
      version: '1',
      fragments: { price: declared },
      stylesheet,
      remote: null,
    });
  if (rest.join('/') !== 'fragments/price') return new Response(null, { status: 404 });
  return new Response(bodies[kind], {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'x-jogakbo-version': '1',
      'cache-control': 's-maxage=60, stale-while-revalidate=60, stale-if-error=60',
    },
  });
}
