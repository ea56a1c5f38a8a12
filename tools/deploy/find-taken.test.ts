import { Database } from 'bun:sqlite';
import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '../../tests/create-account.helper.ts';
import type { Script } from '../cloud/account.ts';
import { readAccount } from './account-state.ts';
import { findTaken } from './find-taken.ts';
import type { DeployConfig } from './to-deployed-config.ts';

const directory = await mkdtemp(join(tmpdir(), 'jogakbo-taken-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const shell: DeployConfig = {
  ...{ name: 'jogakbo-shell', main: '', routes: [{ pattern: 'shop.example.com', custom_domain: true }] },
  queues: { consumers: [{ queue: 'jogakbo-shell-events' }] },
};
const worker = (name: string, about: Partial<Script> = {}): Script => ({
  ...{ name, tag: name, created: '', versions: [], deployments: [], draft: {}, schedules: [] },
  ...{ subdomain: { enabled: false, previews_enabled: false }, settings: {}, classes: {}, ...about },
});
type Account = ReturnType<typeof createAccount>;

/** Finds the taken names of an account that a function has filled. */
async function find(fill: (account: Account) => void, tags: Record<string, string | undefined> = {}) {
  const account = createAccount({ directory });
  fill(account);
  const needed = { databases: ['jogakbo-menu'], namespaces: [], buckets: [], workflows: [] };
  const state = await readAccount(account.cloudflare, { ...needed, queues: ['jogakbo-shell-events'] });
  const given = { state, configs: [shell], tags, pending: ['jogakbo-menu'] };
  return findTaken(account.cloudflare, given).finally(account.close);
}
function addQueue({ account }: Account, script: string): void {
  const consumers = [{ consumer_id: 'c', script, settings: {} }];
  account.queues.push({
    ...{ queue_id: 'q', queue_name: 'jogakbo-shell-events', created_on: '', settings: {}, consumers },
  });
}
function addDatabase(account: Account, sql: string): void {
  account.account.databases.push({ uuid: 'u', name: 'jogakbo-menu', created_at: '', version: 'production' });
  const database = new Database(':memory:');
  database.exec(sql);
  account.databases.set('u', database);
}

test('nothing of an empty account is taken', async () => {
  expect(await find(() => {})).toEqual([]);
});

test('a worker of another project is named; one of this shop has the tag or the secrets of a deploy', async () => {
  const fill = ({ account }: Account) => {
    account.scripts['jogakbo-shell'] = worker('jogakbo-shell');
    account.scripts['jogakbo-cart'] = worker('jogakbo-cart', { draft: { IDENTITY_KEYS: '{}' } });
  };
  const [sentence, ...others] = await find(fill, {
    ...{ 'jogakbo-shell': 'v1', 'jogakbo-cart': undefined, 'jogakbo-menu': '3f2a9c417d20-1b9e02c4' },
  });
  expect(sentence).toBe(
    'The account has a worker jogakbo-shell of another project. If nobody needs it, delete it: bunx wrangler delete --name jogakbo-shell',
  );
  expect(others).toEqual([]);
});

test('a queue with the consumer of another project is named', async () => {
  expect(await find((account) => addQueue(account, 'jogakbo-shell'))).toEqual([]);
  const [sentence] = await find((account) => addQueue(account, 'mailer'));
  expect(sentence).toStartWith('The queue jogakbo-shell-events has another consumer: the worker mailer.');
});

test('a domain that leads to another worker is named', async () => {
  const lead = (name: string) =>
    find(({ account }) => {
      account.scripts[name] = worker(name, { domains: ['shop.example.com'] });
    });
  expect(await lead('jogakbo-shell')).toEqual([]);
  expect(await lead('blog')).toEqual([
    'The domain shop.example.com leads to the worker blog. Remove it there, or choose another SHOP_URL.',
  ]);
});

test('a domain with a DNS record of something else is named', async () => {
  const conflicting = [{ hostname: 'shop.example.com' }];
  const answer = Response.json({ success: true, result: { added: [], updated: [], conflicting } });
  const [sentence] = await find((account) =>
    account.refuse('/jogakbo-shell/domains/changeset?replace_state=true', answer),
  );
  expect(sentence).toStartWith('The domain shop.example.com has a DNS record already.');
});

test('a database with tables of another project is named; an empty one is used', async () => {
  expect(await find((account) => addDatabase(account, 'SELECT 1'))).toEqual([]);
  const mine = 'CREATE TABLE d1_migrations (name TEXT); CREATE TABLE link (id TEXT)';
  expect(await find((account) => addDatabase(account, mine))).toEqual([]);
  const other = 'CREATE TABLE post (id TEXT)';
  expect(await find((account) => addDatabase(account, other))).toEqual([
    'The database jogakbo-menu has tables of another project: post.',
  ]);
});
