import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '../../../tests/create-account.helper.ts';

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

test('a deployment has one or two versions, whose shares are 100 together', async () => {
  for (let version = 1; version <= 3; version++)
    expect(
      await upload(version === 1 ? 'PUT' : 'POST', `shared${version === 1 ? '' : '/versions'}`, {}),
    ).toBe(200);
  const ids = account.scripts.shared?.versions.map(({ id }) => id) ?? [];
  const deploy = async (...percentages: number[]) => {
    const versions = percentages.map((percentage, index) => ({ version_id: ids[index], percentage }));
    const response = await fetch(`${scripts}/shared/deployments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${variables.CLOUDFLARE_API_TOKEN}` },
      body: JSON.stringify({ strategy: 'percentage', versions }),
    });
    return response.status;
  };
  expect(await deploy(100)).toBe(200);
  expect(await deploy(95, 5)).toBe(200);
  expect(await deploy(100, 0)).toBe(200);
  for (const shares of [[], [50], [50, 40], [40, 30, 30], [110, -10]])
    expect(await deploy(...shares)).toBe(400);
});
