import { afterAll, beforeAll, expect, mock, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileWrangler } from '../../tests/compile-wrangler.helper.ts';
import { createAccount, type Snapshot } from '../../tests/create-account.helper.ts';
import { listWorkers, root } from '../workers.ts';
import { deployShop } from './deploy-shop.ts';
import { build } from './prepare.ts';
import { uploadWorkers } from './upload-workers.ts';

const all = await listWorkers();
/** Together, they have a database, a queue with dead letters, a namespace, objects, a cron and secrets. They call no other worker. */
const names = ['audit-service', 'menu-service', 'payment-service'];
const key = '{"keys":[]}';
const secrets = { IDENTITY_KEYS: key, IDENTITY_KEY: key, OPERATOR_TOKEN: 'token', PAYMENT_PROVIDER: 'local' };
const directory = await mkdtemp(join(tmpdir(), 'jogakbo-interrupted-'));
const migrations = [...new Bun.Glob('*.sql').scanSync(`${root}/services/payment/migrations`)].sort();
const cli = await compileWrangler();
afterAll(() => rm(directory, { recursive: true, force: true }));
beforeAll(async () => {
  // The code does not change during these tests, so it is built once.
  await deploy(createAccount({ directory }), names, { build, upload: async () => ({}) });
});

type Steps = NonNullable<Parameters<typeof deployShop>[0]['steps']>;
function deploy({ cloudflare }: ReturnType<typeof createAccount>, chosen: string[], steps: Steps) {
  return deployShop({
    ...{ cloudflare, workers: all, chosen: all.filter(({ name }) => chosen.includes(name)), secrets },
    ...{ target: { environment: undefined, origin: 'http://localhost' }, plan: false, flags: [] },
    steps: { build: async () => {}, ...steps },
    say() {},
  });
}

test('a deploy that ends after any of its own requests is completed by the next one', async () => {
  let requests = 0;
  const whole = createAccount({ directory, onRequest: () => void requests++ });
  await deploy(whole, names, { upload: async () => ({}) });
  await whole.close();
  expect(requests).toBeGreaterThan(10);
  for (let count = 0; count < requests; count++) {
    const account = createAccount({ directory });
    account.endAfter(count);
    const first = await deploy(account, names, { upload: async () => ({}) }).catch((error: Error) => ({
      ...{ ok: false, reason: error.message },
    }));
    expect(first).toMatchObject({ ok: false, reason: expect.stringContaining('not available now') });
    account.endAfter(Number.POSITIVE_INFINITY);
    const uploaded: string[] = [];
    const outcome = await deploy(account, names, {
      async upload(uploads) {
        for (const { name, configPath } of uploads) {
          const { kv_namespaces = [], d1_databases = [] } = await Bun.file(configPath).json();
          uploaded.push(
            name,
            ...[...kv_namespaces, ...d1_databases].map((each) => each.id ?? each.database_id),
          );
        }
        return {};
      },
    });
    expect(outcome.ok, `after ${count} requests`).toBe(true);
    const { queues, namespaces, databases } = account.account;
    expect(queues.map(({ queue_name }) => queue_name).sort()).toEqual([
      'jogakbo-audit-dead-letters',
      'jogakbo-audit-events',
    ]);
    expect(uploaded).toEqual([
      'jogakbo-audit-service',
      'jogakbo-menu-service',
      ...namespaces.map(({ id }) => id),
      'jogakbo-payment-service',
      ...databases.map(({ uuid }) => uuid),
    ]);
    expect([namespaces.length, databases.length]).toEqual([1, 1]);
    // Near the shoppers.
    expect(databases.map(({ location }) => location)).toEqual(['apac']);
    const [database] = account.databases.values();
    const applied = database?.query('SELECT name FROM d1_migrations ORDER BY id').all();
    expect(applied).toEqual(migrations.map((name) => ({ name })));
    await account.close();
  }
});

test.each([
  ['/queues', 10_023, 'You have reached the limit of queues.'],
  ['/d1/database', 7_406, 'You have reached the limit of databases.'],
  ['/storage/kv/namespaces', 10_014, 'A namespace with this title already exists.'],
])('a refusal of %s says which workers are left, and none was uploaded', async (path, code, message) => {
  const account = createAccount({ directory });
  account.refuse(
    path,
    Response.json({ success: false, errors: [{ code, message }], result: null }, { status: 403 }),
  );
  const upload = mock();
  expect(await deploy(account, names, { upload })).toEqual({
    ok: false,
    reason: `Cloudflare refuses POST ${path}: ${message} (code ${code})`,
    left: names.map((name) => `jogakbo-${name}`),
  });
  expect(upload).not.toHaveBeenCalled();
  await account.close();
});

test('a deploy that ends after any request of wrangler is completed by the next one', async () => {
  const snapshots: Snapshot[] = [];
  const upload: (account: ReturnType<typeof createAccount>) => typeof uploadWorkers =
    ({ variables }) =>
    (uploads, options) =>
      uploadWorkers(uploads, { ...options, variables: { ...variables, WRANGLER_CLI: cli } });
  let uploading = false;
  const first = createAccount({
    directory,
    onRequest: () => void (uploading && snapshots.push(first.snapshot())),
  });
  const outcome = await deploy(first, ['audit-service'], {
    upload(...given) {
      uploading = true;
      return upload(first)(...given);
    },
  });
  expect(outcome).toMatchObject({ ok: true });
  await first.close();
  expect(snapshots.length).toBeGreaterThan(10);

  const waiting = [...snapshots.entries()];
  const complete = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [count, from] = next;
      const account = createAccount({ directory, from });
      const second = await deploy(account, ['audit-service'], { upload: upload(account) });
      expect(second, `after request ${count + 1} of wrangler`).toMatchObject({ ok: true });
      const { scripts, queues } = account.account;
      const script = scripts['jogakbo-audit-service'];
      const consumed = queues.map(({ queue_name, consumers }) => [queue_name, consumers[0]?.script]);
      expect(script?.schedules).toEqual(['* * * * *']);
      expect(Object.keys(script?.classes ?? {})).toEqual(['AuditLog']);
      expect(consumed).toContainEqual(['jogakbo-audit-events', 'jogakbo-audit-service']);
      const third = await deploy(account, ['audit-service'], {});
      expect(third).toMatchObject({ ok: true, made: 0 });
      await account.close();
    }
  };
  await Promise.all([complete(), complete()]);
}, 300_000);
