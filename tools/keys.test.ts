import { expect, test } from 'bun:test';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMinter } from '@jogakbo/edge/create-minter';
import { createVerifier } from '@jogakbo/edge/create-verifier';

async function run(...argv: string[]) {
  const child = Bun.spawn(['bun', `${import.meta.dir}/keys.ts`, ...argv], { stdout: 'pipe', stderr: 'pipe' });
  const complaint = await new Response(child.stderr).text();
  return { code: await child.exited, complaint };
}

test('new keys sign tokens that every worker can verify, and the previous keys stay known for one change', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-keys-'));
  const secretsOf = async (worker: string) => Bun.file(`${folder}/${worker}.json`).json();
  const signed = async () =>
    createMinter((await secretsOf('shell')).IDENTITY_KEY)({ member: 'm', audience: ['cart'] }, Date.now());
  const knows = async (token: string) =>
    createVerifier((await secretsOf('cart-service')).IDENTITY_KEYS)(token, 'cart', Date.now());

  expect(await run(folder, '--name', 'a')).toEqual({ code: 0, complaint: '' });
  const first = await signed();
  expect(await knows(first)).toMatchObject({ issuer: 'shell', member: 'm' });
  expect((await secretsOf('cart')).IDENTITY_KEY).toBeUndefined();
  expect((await stat(`${folder}/shell.json`)).mode & 0o077).toBe(0);

  expect((await run(folder, '--name', 'a')).code).toBe(1);
  await run(folder, '--name', 'b');
  expect([await knows(first), await knows(await signed())].every(Boolean)).toBe(true);
  await run(folder, '--name', 'c');
  expect(await knows(first)).toBeUndefined();
  await rm(folder, { recursive: true });
});

test('bun run keys without a folder shows its help', async () => {
  const { code, complaint } = await run();
  expect(code).toBe(2);
  expect(complaint).toStartWith('Usage: bun run keys');
});
