import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '../../tests/create-account.helper.ts';
import { createMissing, readAccount } from './account-state.ts';

const directory = await mkdtemp(join(tmpdir(), 'jogakbo-missing-'));
const account = createAccount({ directory });
afterAll(async () => {
  await account.close();
  await rm(directory, { recursive: true, force: true });
});
const needed = {
  ...{ queues: ['jogakbo-q'], databases: ['jogakbo-d'], namespaces: ['jogakbo-n'], buckets: ['jogakbo-b'] },
  workflows: [],
};

test('what an account lacks is made once, and the databases are near the shoppers', async () => {
  const made: string[] = [];
  for (let run = 0; run < 2; run++) {
    const state = await readAccount(account.cloudflare, needed);
    await createMissing(account.cloudflare, state, needed, (what) => void made.push(what));
    expect(Object.keys(state.ids.databases)).toEqual(['jogakbo-d']);
  }
  expect(made).toEqual([
    ...['queue jogakbo-q', 'database jogakbo-d', 'KV namespace jogakbo-n', 'bucket jogakbo-b'],
  ]);
  expect(account.account.databases[0]?.location).toBe('apac');
});
