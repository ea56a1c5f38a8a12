import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consumers as eventConsumers } from '../../services/events/followers.ts';
import { compileWrangler } from '../../tests/compile-wrangler.helper.ts';
import { startCloud } from '../cloud/start-cloud.ts';
import { toEnvironment } from '../cloud/to-environment.ts';
import { readRecords, writeRecord } from '../contracts/records.ts';
import { root } from '../workers.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-deploy-'));
const secrets = `${folder}/secrets.json`;
await Bun.write(`${folder}/malformed.json`, '{"ORDER_KEYS":"abc"}');
const seen: string[] = [];
/** How many requests the API answers before it goes down. */
let answers = Number.POSITIVE_INFINITY;
const cloud = await startCloud({
  ...{ port: 0, shopPort: 0, stateDirectory: `${folder}/state`, crons: false, redis: 'embedded' },
  onRequest: (line) => void seen.push(line),
  isDown: () => answers-- <= 0,
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});
const environment: Record<string, string> = {
  ...toEnvironment(cloud.environment),
  WRANGLER_CLI: await compileWrangler(),
};

async function run(args: string, variables: Record<string, string> = environment) {
  const child = Bun.spawn([process.execPath, ...args.split(' ').filter(Boolean)], {
    ...{ cwd: root, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...variables },
  });
  const [out, error, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, output: out + error };
}
const deploy = (args: string, variables?: Record<string, string>) =>
  run(`tools/deploy.ts pricing ${args}`, variables);
/** The changes that the API has seen. A query of D1 may only read. */
const changes = () => seen.filter((line) => !/^GET|\/query /.test(line));

test.each<[string, string, Record<string, string>, string]>([
  ['no token', '', { CLOUDFLARE_API_TOKEN: '' }, 'CLOUDFLARE_API_TOKEN is not set.'],
  ['a wrong token', '', { CLOUDFLARE_API_TOKEN: 'wrong' }, 'Cloudflare does not accept the API token.'],
  ['no account', '', { CLOUDFLARE_ACCOUNT_ID: '' }, 'CLOUDFLARE_ACCOUNT_ID is not set.'],
  ['another account', '', { CLOUDFLARE_ACCOUNT_ID: 'other' }, 'has no access to the account other'],
  ['a wrong address', '', { SHOP_URL: 'shop' }, 'SHOP_URL is not an address: shop'],
  ['an API out of reach', '', { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:1' }, 'API cannot be reached'],
  ['no secrets file', `--secrets ${folder}/none`, {}, 'cannot be read. Make one with: bun run keys'],
  ['a malformed key', `--secrets ${folder}/malformed.json`, {}, 'is wrong at ORDER_KEYS: it is not the JSON'],
  ['a secrets file in the repository', '--secrets package.json', {}, 'is inside the repository'],
])('a deploy with %s says so, and changes nothing', async (_, args, variables, sentence) => {
  const { code, output } = await deploy(args, { ...environment, ...variables });
  expect(output).toContain(sentence);
  expect(code).toBe(1);
  expect(changes()).toEqual([]);
});

test('a deploy without a secret names the secret and its workers, and changes nothing', async () => {
  const { code, output } = await deploy('');
  expect(output).toContain('IDENTITY_KEY for jogakbo-events-service, jogakbo-pricing-service');
  expect(output).toContain('Make them once with bun run keys <file>');
  expect(code).toBe(1);
  expect(changes()).toEqual([]);
});

test('a plan shows what would be made, and changes nothing', async () => {
  await run(`tools/keys.ts ${secrets}`);
  const { code, output } = await deploy(`--secrets ${secrets} --plan`);
  expect({ code, output }).toMatchObject({ code: 0 });
  for (const line of ['+ queue jogakbo-search-dead-letters', '+ database jogakbo-pricing'])
    expect(output).toContain(line);
  expect(output).toContain('~ jogakbo-product: 0001_product.sql');
  expect(output).toContain('+ jogakbo-events-service');
  expect(output).toContain('Nothing was changed.');
  expect(changes()).toEqual([]);
});

test('a deploy that would break the contract of a released slice says whom, and changes nothing', async () => {
  const released = `${folder}/released`;
  const [cart] = (await readRecords()).filter(({ slice }) => slice === 'cart');
  const need = cart?.needs.routes.find(({ of }) => of === 'pricing-service');
  if (!cart || !need) throw new Error('The record of cart needs nothing of pricing any more.');
  // The released cart reads a field that prices do not have.
  need.reads = { type: 'object', required: ['vat'] };
  await writeRecord(cart, released);
  const { code, output } = await deploy(`--secrets ${secrets} --against ${released}`);
  expect(output).toContain('This would break released slices:');
  expect(output).toContain('`vat` is missing, and cart-bff cannot read that.');
  expect(output).toContain('Nothing was changed.');
  expect(code).toBe(1);
  expect(changes()).toEqual([]);
  expect((await deploy('--against /none')).output).toContain('There is no folder /none.');
});

test('a deploy to an account with a worker of another project says so, and changes nothing', async () => {
  const { scripts } = cloud.account;
  scripts['jogakbo-pricing'] = {
    ...{ name: 'jogakbo-pricing', tag: 'x', created: '', versions: [], deployments: [], draft: {} },
    ...{ schedules: [], subdomain: { enabled: true, previews_enabled: false }, settings: {}, classes: {} },
  };
  const { code, output } = await deploy(`--secrets ${secrets}`);
  delete scripts['jogakbo-pricing'];
  expect(output).toContain('The account has a worker jogakbo-pricing of another project.');
  expect(output).toContain('Nothing was changed. With --env <name>');
  expect(code).toBe(1);
  expect(changes()).toEqual([]);
});

test('a failed migration leaves the old code, and says how to go on', async () => {
  const [database] = [{ uuid: crypto.randomUUID(), name: 'jogakbo-product' }];
  cloud.account.databases.push({ ...database, created_at: '', version: 'production' });
  const url = `${environment.CLOUDFLARE_API_BASE_URL}/accounts/${environment.CLOUDFLARE_ACCOUNT_ID}`;
  const ask = (sql: string) =>
    fetch(`${url}/d1/database/${database?.uuid}/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${environment.CLOUDFLARE_API_TOKEN}` },
      body: JSON.stringify({ sql }),
    });
  await ask('CREATE TABLE d1_migrations (name TEXT)');
  await ask('CREATE TABLE product (id TEXT)');
  const { code, output } = await deploy(`--secrets ${secrets}`);
  expect(output).toContain('The migration 0001_product.sql of jogakbo-product failed:');
  expect(output).toContain('already exists');
  expect(code).toBe(1);
  expect(Object.keys(cloud.account.scripts)).toEqual([]);
  await ask('DROP TABLE product');
  await ask('DROP TABLE d1_migrations');
});

test('a deploy to an empty account is completed after an outage of the API', async () => {
  answers = 20;
  const interrupted = await deploy(`--secrets ${secrets}`);
  expect(interrupted.output).toContain('not available now');
  expect(interrupted.output).toContain('Not deployed: jogakbo-events-service, ');
  expect(interrupted.output).toContain('Run the same command again to go on');
  expect(interrupted.code).toBe(1);
  answers = Number.POSITIVE_INFINITY;
  const { code, output } = await deploy(`--secrets ${secrets}`);
  expect(code, output).toBe(0);
  const { scripts, queues } = cloud.account;
  expect(Object.keys(scripts).sort()).toEqual(
    ['events-service', 'pricing', 'pricing-service', 'product-service'].map((name) => `jogakbo-${name}`),
  );
  expect(scripts['jogakbo-pricing-service']?.schedules).toEqual(['* * * * *']);
  const letters = queues.filter(({ queue_name }) => queue_name.endsWith('dead-letters'));
  expect(letters.map(({ consumers }) => consumers[0]?.script)).toEqual(
    eventConsumers.map(() => 'jogakbo-events-service'),
  );
});

test('a repeated deploy changes nothing, and a lost trigger is set again', async () => {
  seen.length = 0;
  const { output } = await deploy('');
  expect(output).toContain('Everything is up to date.');
  expect(changes()).toEqual([]);
  const service = cloud.account.scripts['jogakbo-pricing-service'];
  if (service) service.schedules = [];
  expect((await deploy('')).output).toContain('made jogakbo-pricing-service (1/1)');
  expect(service?.schedules).toEqual(['* * * * *']);
});

test('a new version is uploaded once, and waits at 0 % of the visitors', async () => {
  await run(`tools/keys.ts ${secrets} --name next`);
  const { code, output } = await deploy(`--secrets ${secrets}`);
  expect(code, output).toBe(0);
  for (const name of ['jogakbo-pricing', 'jogakbo-pricing-service']) {
    expect(output).toMatch(new RegExp(`made ${name} \\(\\d/2\\), at 0 %`));
    const { versions, deployments } = cloud.account.scripts[name] ?? { versions: [], deployments: [] };
    expect(deployments.at(-1)?.versions.map(({ percentage }) => percentage)).toEqual([100, 0]);
    expect(deployments.at(-1)?.versions[1]?.version_id).toBe(versions.at(-1)?.id as string);
  }
  const face = cloud.account.scripts['jogakbo-pricing']?.versions.at(-1);
  expect(face?.annotations['workers/message']).toMatch(/^build [0-9a-f]{10}$/);
  expect(output).toContain('New versions wait at 0 % of the visitors: pricing.');
  seen.length = 0;
  const again = await deploy(`--secrets ${secrets}`);
  expect(again.output).toContain('Everything is up to date.');
  expect(again.output).toContain('New versions wait at 0 %');
  expect(changes()).toEqual([]);
  const now = await deploy(`--secrets ${secrets} --now --plan`);
  expect(now.output).toContain('~ jogakbo-pricing, at once: you chose --now');
});

test('a plan says before a deploy that there is no way back past a change of Durable Objects', async () => {
  const { scripts } = cloud.account;
  const name = 'jogakbo-inventory-service';
  // A worker of this shop that was deployed before it had Durable Objects.
  scripts[name] = {
    ...structuredClone(scripts['jogakbo-pricing-service'] as (typeof scripts)[string]),
    name,
  };
  const { output } = await run(`tools/deploy.ts inventory --secrets ${secrets} --plan`);
  delete scripts[name];
  expect(output).toContain(`~ ${name}, at once: its Durable Objects change, and there is no way back`);
});

test('a deploy says what the shop cannot do yet', async () => {
  const plan = () => run(`tools/deploy.ts payment --secrets ${secrets} --plan`);
  expect((await plan()).output).toContain('Still missing: PAYMENT_PROVIDER: nobody can pay.');
  const file = Bun.file(secrets);
  const before = await file.json();
  await Bun.write(secrets, JSON.stringify({ ...before, PAYMENT_PROVIDER: 'local' }));
  expect((await plan()).output).not.toContain('Still missing');
  await Bun.write(
    secrets,
    JSON.stringify({ ...before, PAYMENT_PROVIDER: 'toss', TOSS_SECRET_KEY: 'test_sk' }),
  );
  expect((await plan()).output.match(/Still missing: .*/g)).toEqual([
    'Still missing: TOSS_CLIENT_KEY: nobody can pay.',
  ]);
});

test('a name of an environment that is not one is refused', async () => {
  const { code, output } = await deploy('--env Staging!');
  expect(output).toContain('--env is a name of small letters and digits');
  expect(code).toBe(2);
});

test('no wrangler.toml gets an id', async () => {
  for (const { uuid } of cloud.account.databases)
    for (const file of new Bun.Glob('{services,bff,frontends}/*/wrangler.toml').scanSync(root))
      expect(await Bun.file(`${root}/${file}`).text()).not.toContain(uuid);
});
