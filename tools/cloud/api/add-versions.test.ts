import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '../../deploy/create-account.helper.ts';

const directory = await mkdtemp(join(tmpdir(), 'jogakbo-versions-'));
const { account, variables, close } = createAccount({ directory });
afterAll(async () => {
  await close();
  await rm(directory, { recursive: true, force: true });
});
const scripts = `${variables.CLOUDFLARE_API_BASE_URL}/accounts/${variables.CLOUDFLARE_ACCOUNT_ID}/workers/scripts`;

async function upload(method: string, path: string, metadata: object) {
  const body = new FormData();
  body.set('metadata', JSON.stringify({ main_module: 'index.js', ...metadata }));
  body.set('index.js', new File(['export default {}'], 'index.js'));
  const headers = { authorization: `Bearer ${variables.CLOUDFLARE_API_TOKEN}` };
  const response = await fetch(`${scripts}/${path}`, { method, headers, body });
  const { errors } = (await response.json()) as { errors: { code: number }[] };
  return errors[0]?.code ?? response.status;
}

// wrangler looks for such a change itself, and then sends nothing.
test('a version that changes Durable Objects is refused with 10211; a deploy may change them', async () => {
  const steps = (name: string) => [{ new_sqlite_classes: [name] }];
  const first = { migrations: { new_tag: 'v1', steps: steps('Counter') } };
  expect(await upload('PUT', 'counter', first)).toBe(200);
  const next = { migrations: { old_tag: 'v1', new_tag: 'v2', steps: steps('Other') } };
  expect(await upload('POST', 'counter/versions', next)).toBe(10_211);
  expect(account.scripts.counter?.versions).toHaveLength(1);
  expect(await upload('POST', 'counter/versions', {})).toBe(200);
  expect(await upload('PUT', 'counter', next)).toBe(200);
  expect(Object.keys(account.scripts.counter?.classes ?? {})).toEqual(['Counter', 'Other']);
});

test('a module whose name leads out of its folder is refused, and nothing is stored', async () => {
  const body = { main_module: '../index.js' };
  expect(await upload('PUT', 'escaping', body)).toBe(10_021);
  expect(account.scripts.escaping).toBeUndefined();
});
