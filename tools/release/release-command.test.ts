import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { createKeys } from '@jogakbo/edge/create-keys';
import { createAccount } from '../../tests/create-account.helper.ts';
import { root } from '../workers.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-release-command-'));
const secrets = `${folder}/secrets.json`;
const shop = createAccount({ directory: folder });
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

const created = '2026-11-26T00:00:00.000Z';
const worker = 'jogakbo-audit-service';
const [one, two, three] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  for (const file of ['secrets', 'others']) {
    const { own, all } = await createKeys(['shell'], 'test');
    await Bun.write(`${folder}/${file}.json`, JSON.stringify({ IDENTITY_KEY: own, IDENTITY_KEYS: all }));
  }
  const versions = [one, two, three].map((id, index) => ({
    ...{ id, number: index + 1, created, annotations: {}, bindings: [] },
  }));
  const shares = [
    { version_id: one, percentage: 100 },
    { version_id: two, percentage: 0 },
  ];
  const deployments = [{ id: 'd', created, source: 'wrangler', versions: shares, annotations: {} }];
  shop.account.scripts[worker] = { name: worker, created, versions, deployments, classes: {} } as never;
  shop.account.namespaces.push({ id: 'n', title: 'jogakbo-shell-releases' });
});

async function release(args: string[], variables: Record<string, string> = {}) {
  const child = Bun.spawn([process.execPath, 'tools/release.ts', ...args], {
    ...{ cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
    env: { PATH: process.env.PATH ?? '', HOME: folder, USER: 'mina', ...shop.variables, ...variables },
  });
  const [out, error, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: out + error };
}
const readMap = () => shop.cloudflare.findText(`/storage/kv/namespaces/n/values/${releaseMapKey}`);
const why = ['--why', 'test'];
const mine = ['--secrets', secrets];

test('with the key of the shop, a release changes what visitors get', async () => {
  const { code, output } = await release(['audit', '--percent', '5', ...why, ...mine]);
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(await readMap()).toBeString();
});

test.each<[string, string[], number, string, Record<string, string>]>([
  ['no key', ['audit', '--percent', '9', ...why], 2, 'Name the secrets of the shop with --secrets', {}],
  [
    'the key of another shop',
    ['audit', '--percent', '9', ...why, '--secrets', `${folder}/others.json`],
    1,
    'signed with a key that is not in the secrets file',
    {},
  ],
  [
    'a key that is away',
    ['audit', '--percent', '9', ...why, '--secrets', `${folder}/none.json`],
    1,
    'cannot be read',
    {},
  ],
  ['no slice', ['--percent', '9', ...why, ...mine], 2, 'There are: audit,', {}],
  ['an unknown slice', ['audits', '--percent', '9', ...why, ...mine], 2, 'No slice is called audits.', {}],
  [
    'a negative share',
    ['audit', '--percent=-1', ...why, ...mine],
    2,
    '--percent is a number from 0 to 100: -1',
    {},
  ],
  ['a share of words', ['audit', '--percent', 'half', ...why, ...mine], 2, 'from 0 to 100: half', {}],
  ['two commands', ['audit', '--promote', '--rollback', ...why, ...mine], 2, 'Choose one of', {}],
  ['no reason', ['audit', '--percent', '9', ...mine], 2, 'Say why with --why', {}],
  [
    'an unknown version',
    ['audit', '--percent', '9', '--version', 'v9', ...why, ...mine],
    1,
    'keeps the last 100 uploads',
    {},
  ],
  [
    'a third version',
    ['audit', '--percent', '9', '--version', three, ...why, ...mine],
    1,
    'two versions at most',
    {},
  ],
  ['a slice that is not deployed', ['cart', '--percent', '9', ...why, ...mine], 1, 'is not deployed yet', {}],
  [
    'no token',
    ['audit', '--promote', ...why, ...mine],
    1,
    'CLOUDFLARE_API_TOKEN is not set',
    { CLOUDFLARE_API_TOKEN: '' },
  ],
  [
    'an API out of reach',
    ['audit', '--promote', ...why, ...mine],
    1,
    'API cannot be reached',
    { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:1' },
  ],
])('a release with %s says so, and changes nothing', async (_, args, code, sentence, variables) => {
  const before = JSON.stringify([shop.account.scripts, await readMap()]);
  const outcome = await release(args, variables);
  expect(outcome.output).toContain(sentence);
  expect(outcome.code).toBe(code);
  expect(JSON.stringify([shop.account.scripts, await readMap()])).toBe(before);
});
