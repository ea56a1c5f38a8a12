import { afterAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecrets, secretsOf } from './secrets-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'jogakbo-secrets-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const read = async (text: string) => {
  await Bun.write(`${folder}/secrets.json`, text);
  return readSecrets(`${folder}/secrets.json`);
};

test.each([
  ['no JSON', '{', 'is not JSON'],
  ['a list', '[]', 'is wrong at'],
  ['an empty secret', '{"ORDER_KEYS":""}', 'is wrong at ORDER_KEYS'],
  ['a number', '{"OPERATOR_TOKEN":1}', 'is wrong at OPERATOR_TOKEN'],
  ['a malformed key', '{"MEMBER_KEYS":"abc"}', 'is wrong at MEMBER_KEYS: it is not the JSON'],
  ['a malformed key of a worker', '{"IDENTITY_KEY":{"shell":"abc"}}', 'is wrong at IDENTITY_KEY'],
])('a file with %s is refused', async (_, text, reason) => {
  const answer = await read(text);
  expect(answer.ok ? '' : answer.reason).toContain(reason);
});

test('a tier gets its own secrets and those of all', async () => {
  const answer = await read('{"OPERATOR_TOKEN":"a","IDENTITY_KEY":{"shell":"{}","cart-service":"[]"}}');
  const secrets = answer.ok ? answer.secrets : {};
  const names = ['OPERATOR_TOKEN', 'IDENTITY_KEY', 'MEMBER_KEYS'];
  expect(secretsOf(secrets, 'shell', names)).toEqual({ OPERATOR_TOKEN: 'a', IDENTITY_KEY: '{}' });
  expect(secretsOf(secrets, 'menu-service', names)).toEqual({ OPERATOR_TOKEN: 'a' });
});
