import { afterAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../tests/until.helper.ts';
import { caller, example } from './example.helper.ts';
import { runWrangler, startWrangler } from './run-wrangler.helper.ts';
import { startCloud } from './start-cloud.ts';
import { toEnvironment } from './to-environment.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-cloud-'));
const options = {
  port: 0,
  shopPort: 0,
  stateDirectory: `${folder}/state`,
  crons: false,
  redis: 'embedded',
} as const;
let cloud = await startCloud(options);
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});
for (const [name, files] of Object.entries({ example, caller }))
  for (const [path, text] of Object.entries(files)) await Bun.write(`${folder}/${name}/${path}`, text);
await Bun.write(`${folder}/secrets.json`, '{"SECRET":"first"}');

const variables = () => toEnvironment(cloud.environment);
const wrangler = (args: string, input?: string, name = 'example') =>
  runWrangler(`${folder}/${name}`, variables(), args.split(' '), input);
const ask = async (path = '/', headers: Record<string, string> = {}) =>
  (await fetch(`${cloud.environment.shop}${path}`, { headers })).json();
const askCaller = (path = '/', headers: Record<string, string> = {}) =>
  ask(path, { ...headers, host: 'caller.example' });
const versions = () => cloud.account.scripts.example?.versions.map(({ id }) => id) ?? [];

describe('wrangler deploy', () => {
  test.each([
    ['a worker that does not exist', 'caller', 'deploy', "references Worker 'example' which was not found"],
    [
      'a queue that does not exist',
      'example',
      'deploy --secrets-file ../secrets.json',
      'Queue "example-dead-letters" does not exist.',
    ],
  ])('is refused with %s', async (_, name, command, sentence) => {
    const { code, output } = await wrangler(command, '', name);
    expect(output).toContain(sentence);
    expect(code).toBe(1);
  });

  test('makes a worker that serves with all of its bindings', async () => {
    for (const name of ['example-values', 'example-dead-letters'])
      expect((await wrangler(`queues create ${name}`)).output).toContain(`Created queue '${name}'`);
    const refused = await wrangler('deploy');
    expect(refused.output).toContain('SECRET');
    expect(refused.code).toBe(1);
    const { code, output } = await wrangler('deploy --secrets-file ../secrets.json');
    expect({ code, output }).toMatchObject({ code: 0 });
    const migrated = await wrangler('d1 migrations apply DB --remote');
    expect(migrated.output).toContain('0001_fruit.sql │ ✅');
    expect(await ask()).toMatchObject({ TEXT: 'one', SECRET: 'first', count: 1, fruit: ['apple'] });
    expect((await ask()).VERSION.id).toBe(versions()[0]);
    expect(await (await fetch(`${cloud.environment.shop}/file.txt`)).text()).toBe('a file');
    const { mode } = await stat(`${folder}/state/cloud/account.json`);
    expect(mode & 0o777).toBe(0o600);
  });

  test('starts queues, dead letters, Workflows and crons', async () => {
    await ask('/send?value=good');
    await ask('/send?value=bad');
    await ask('/job?value=done');
    await cloud.trigger('example', '* * * * *');
    const expected = { sent: 'good', dead: 'bad', job: 'done', cron: '* * * * *' };
    await until('what the handlers wrote', async () => Bun.deepMatch(expected, await ask()));
  });

  test('reaches entrypoints of another worker, by fetch and over RPC, and has the address of its domain', async () => {
    const { code, output } = await wrangler('deploy', '', 'caller');
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('caller.example (custom domain)');
    expect(await askCaller()).toMatchObject({ inner: 'inner', sum: 3, TEXT: 'one' });
  });
});

describe('the limit of 32 invocations of workers for a request', () => {
  test('lets a chain of 32 workers end, and the call of the next one throws', async () => {
    expect(await askCaller('/?deep=31')).toMatchObject({ message: 'the end' });
    const { message } = await askCaller('/?deep=32');
    expect(message).toBe('SELF was not called: this request has made too many invocations of workers.');
    const [beyond, within] = await cloud.counts();
    expect(beyond).toMatchObject({ path: '/?deep=32', invocations: 32, depth: 32, refused: 1 });
    expect(within).toMatchObject({ path: '/?deep=31', invocations: 32, refused: 0 });
  });

  test('counts calls side by side, and those over RPC', async () => {
    const results: string[] = await askCaller('/?wide=40');
    expect(results.filter((result) => result === 'fulfilled')).toHaveLength(31);
    await askCaller();
    expect((await cloud.counts())[0]).toMatchObject({ path: '/', invocations: 3, depth: 2, refused: 0 });
  });
});

describe('the stores of the account', () => {
  test('have keys, as wrangler kv writes, reads, lists and deletes them', async () => {
    const [id] = cloud.account.namespaces.map((namespace) => namespace.id);
    const kv = async (args: string) =>
      (await wrangler(`kv key ${args} --namespace-id ${id} --remote`)).output;
    expect(await kv('put greeting hello')).toContain('Writing the value "hello"');
    const [got, listed] = await Promise.all([kv('get greeting'), kv('list --prefix greet')]);
    expect(got).toContain('hello');
    expect(listed).toContain('"greeting"');
    await kv('delete greeting');
    expect(await kv('list --prefix greet')).not.toContain('"greeting"');
  });

  test('have buckets with objects, which wrangler r2 writes and a worker reads', async () => {
    const r2 = (args: string) => wrangler(`r2 object ${args} --remote`);
    await Bun.write(`${folder}/example/object.txt`, 'an object');
    const [made, put] = await Promise.all([
      wrangler('r2 bucket create example-other'),
      r2('put example-bucket/folder/object --file object.txt'),
    ]);
    expect(made.output).toContain('Created bucket');
    expect(put.code).toBe(0);
    expect((await askCaller()).object).toBe('an object');
    const [removed, got] = await Promise.all([
      wrangler('r2 bucket delete example-other'),
      r2('get example-bucket/folder/object --pipe'),
    ]);
    expect(removed.output).toContain('Deleted bucket');
    expect(cloud.account.buckets.map(({ name }) => name)).toEqual(['example-bucket']);
    expect(got.output).toContain('an object');
    expect((await r2('delete example-bucket/folder/object')).code).toBe(0);
    expect((await askCaller()).object).toBeUndefined();
  });

  test('have points of datasets, which a worker writes and SQL reads', async () => {
    const { api, accountId, token } = cloud.environment;
    const query = async (body: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const path = `${api}/client/v4/accounts/${accountId}/analytics_engine/sql`;
      return fetch(path, { method: 'POST', headers, body });
    };
    expect((await query('SELECT 1 FROM example_points')).status).toBe(422);
    await ask('/point');
    const since = "timestamp > toDateTime('2026-01-01 00:00:00')";
    const found = await query(
      `SELECT index1 AS i, blob2 AS b, double1 AS d FROM example_points WHERE ${since}`,
    );
    expect(await found.json()).toMatchObject({ rows: 1, data: [{ i: 'i', b: 'b', d: 1.5 }] });
    expect((await query('DROP TABLE example_points')).status).toBe(422);
  });

  test('have databases with rows, which wrangler d1 writes from a command and from a file, or not at all', async () => {
    const execute = (...args: string[]) =>
      runWrangler(`${folder}/example`, variables(), ['d1', 'execute', 'DB', '--remote', '-y', ...args]);
    await Bun.write(`${folder}/example/plum.sql`, "INSERT INTO fruit VALUES ('plum');\nSELECT 1;\n");
    await Bun.write(`${folder}/example/bad.sql`, "INSERT INTO fruit VALUES ('fig');\nSELECT * FROM none;\n");
    const [created, command, file, refused] = await Promise.all([
      wrangler('d1 create example-other --location apac'),
      execute('--command', "INSERT INTO fruit VALUES ('pear')"),
      execute('--file', 'plum.sql'),
      execute('--file', 'bad.sql'),
    ]);
    expect(created.code, created.output).toBe(0);
    expect(cloud.account.databases.map(({ name, location }) => [name, location])).toContainEqual([
      ...['example-other', 'apac'],
    ]);
    expect(command.code).toBe(0);
    expect(file.output).toContain('Executed 2 queries');
    expect(refused.output).toContain('no such table: none');
    expect(refused.code).toBe(1);
    expect((await ask()).fruit).toEqual(['apple', 'pear', 'plum']);
  });
});

test('wrangler lists Workflows, and sets lost triggers again', async () => {
  expect((await wrangler('workflows list')).output).toContain('example-job');
  const { example: script } = cloud.account.scripts;
  if (script) script.schedules = [];
  expect((await wrangler('triggers deploy')).output).toContain('* * * * *');
  expect(script?.schedules).toEqual(['* * * * *']);
});

describe('versions', () => {
  test('are uploaded without serving, and then share requests', async () => {
    await Bun.write(`${folder}/example/wrangler.toml`, example['wrangler.toml'].replace('"one"', '"two"'));
    const uploaded = await wrangler('versions upload --tag next');
    expect({ ...uploaded }).toMatchObject({ code: 0 });
    const [first, second] = versions() as [string, string];
    const override = (id: string) => ({ 'cloudflare-workers-version-overrides': `example="${id}"` });
    expect((await ask('/', override(second))).TEXT).toBe('one');
    expect((await wrangler(`versions deploy ${first}@50 ${second}@50 -y`)).code).toBe(0);
    expect((await ask('/', override(second))).TEXT).toBe('two');
    expect((await ask('/', override(first))).TEXT).toBe('one');
    expect(['one', 'two']).toContain((await ask('/', override('unknown'))).TEXT);
    const seen = new Set<string>();
    for (let visitor = 0; visitor < 20; visitor++) {
      const key = { 'cloudflare-workers-version-key': `visitor-${visitor}` };
      const { TEXT } = await ask('/', key);
      expect((await ask('/', key)).TEXT).toBe(TEXT);
      seen.add(TEXT);
    }
    expect([...seen].sort()).toEqual(['one', 'two']);
    expect((await wrangler(`versions view ${second}`)).output).toContain('next');
    const [listed, status] = await Promise.all([wrangler('versions list'), wrangler('deployments status')]);
    for (const id of [first, second]) {
      expect(listed.output).toContain(id);
      expect(status.output).toContain(`(50%) ${id}`);
    }
  });

  test('change their shares while the workers go on in their memory', async () => {
    const upload = await wrangler('versions upload --var TEXT:two', '', 'caller');
    expect({ ...upload }).toMatchObject({ code: 0 });
    const [first, second] = cloud.account.scripts.caller?.versions.map(({ id }) => id) ?? [];
    const { requests } = await askCaller();
    const shares = `${first}@0 ${second}@100`;
    expect((await wrangler(`versions deploy ${shares} -y`, '', 'caller')).code).toBe(0);
    expect(await askCaller()).toMatchObject({ TEXT: 'two' });
    // An override reaches the first worker only, which would have to pass it on.
    const override = { 'cloudflare-workers-version-overrides': `caller="${first}"` };
    expect((await askCaller('/?deep=0', override)).TEXT).toBe('one');
    expect((await askCaller('/?deep=1', override)).TEXT).toBe('two');
    // The very first request after the answer of the API follows the new shares.
    const { CLOUDFLARE_API_BASE_URL: api, CLOUDFLARE_ACCOUNT_ID: id } = variables();
    for (let change = 1; change <= 5; change++)
      for (const percentage of [100, 0]) {
        const { ok } = await fetch(`${api}/accounts/${id}/workers/scripts/caller/deployments`, {
          method: 'POST',
          headers: { authorization: `Bearer ${variables().CLOUDFLARE_API_TOKEN}` },
          body: JSON.stringify({
            strategy: 'percentage',
            versions: [
              { version_id: first, percentage },
              { version_id: second, percentage: 100 - percentage },
            ],
          }),
        });
        expect(ok).toBe(true);
        const answer = await askCaller();
        expect(answer.TEXT).toBe(percentage === 100 ? 'one' : 'two');
        if (percentage === 100) expect(answer.requests).toBe(requests + change);
      }
  });

  test('are rolled back, and keep the Durable Objects', async () => {
    const [first] = versions() as [string];
    const { count } = await ask();
    expect((await wrangler(`rollback ${first} -y --message back`)).code).toBe(0);
    const answer = await ask();
    expect(answer.TEXT).toBe('one');
    expect(answer.count).toBe(count + 1);
  });
});

test('a secret makes a new version, and is never shown; no request fails meanwhile', async () => {
  let ended = false;
  const statuses = new Map<number, number>();
  const load = Array.from({ length: 4 }, async () => {
    while (!ended) {
      const { status } = await fetch(cloud.environment.shop);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  expect((await wrangler('secret put OTHER', 'third')).code).toBe(0);
  expect((await wrangler('secret bulk', '{"SECRET":"second"}')).code).toBe(0);
  expect((await ask()).SECRET).toBe('second');
  ended = true;
  await Promise.all(load);
  expect([...statuses.keys()]).toEqual([200]);
  expect(statuses.get(200)).toBeGreaterThan(10);
  const { output } = await wrangler('secret list');
  expect(output).toContain('OTHER');
  expect(output).not.toContain('third');
});

test('wrangler tail shows what a worker logs', async () => {
  const tail = startWrangler(`${folder}/example`, toEnvironment(cloud.environment), [
    'tail',
    '--format',
    'json',
  ]);
  const reader = tail.stdout.getReader();
  let seen = '';
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      seen += new TextDecoder().decode(part.value);
  })();
  const look = async () => {
    await ask('/log');
    return seen.includes('a line of the log');
  };
  await until('the line of the log', look, 30_000, 200).finally(() => tail.kill());
  await Promise.all([tail.exited, reading]);
});

test('a restart keeps the account, its versions and its stores', async () => {
  const before = await ask();
  await cloud.close();
  cloud = await startCloud(options);
  expect(await ask()).toEqual({ ...before, count: before.count + 1 });
});

test('wrangler delete ends a worker', async () => {
  expect((await wrangler('delete --force', '', 'caller')).code).toBe(0);
  expect(Object.keys(cloud.account.scripts)).toEqual(['example']);
});
