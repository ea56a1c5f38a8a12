import { expect, test } from 'bun:test';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMinter } from '@jogakbo/edge/create-minter';
import { createVerifier } from '@jogakbo/edge/create-verifier';
import { openMemberKeys } from '../services/member/keys.ts';

async function run(...argv: string[]) {
  const child = Bun.spawn(['bun', `${import.meta.dir}/keys.ts`, ...argv], {
    ...{ stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' },
  });
  const [output, complaint] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, output, complaint };
}

test('new keys sign tokens that every worker can verify, and the previous keys stay known for one change', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jogakbo-keys-'));
  const file = `${folder}/secrets.json`;
  const read = () => Bun.file(file).json();
  const signed = async () =>
    createMinter((await read()).IDENTITY_KEY.shell)({ member: 'm', audience: ['cart'] }, Date.now());
  const knows = async (token: string) =>
    createVerifier((await read()).IDENTITY_KEYS)(token, 'cart', Date.now());

  expect(await run(file, '--name', 'a')).toMatchObject({ code: 0, complaint: '' });
  const first = await signed();
  const { MEMBER_KEYS, OPERATOR_TOKEN } = await read();
  await openMemberKeys(MEMBER_KEYS);
  expect(await knows(first)).toMatchObject({ issuer: 'shell', member: 'm' });
  expect((await read()).IDENTITY_KEY['cart-frontend']).toBeUndefined();
  expect((await stat(file)).mode & 0o077).toBe(0);

  expect((await run(file, '--name', 'a')).code).toBe(1);
  await run(file, '--name', 'b');
  expect([await knows(first), await knows(await signed())].every(Boolean)).toBe(true);
  await run(file, '--name', 'c');
  expect(await knows(first)).toBeUndefined();
  expect(await read()).toMatchObject({ MEMBER_KEYS, OPERATOR_TOKEN });
  await rm(folder, { recursive: true });
});

test('keys can be written to the standard output', async () => {
  const { code, output } = await run('-');
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(output)).sort()).toEqual(
    ['IDENTITY_KEY', 'IDENTITY_KEYS', 'MEMBER_KEYS', 'OPERATOR_TOKEN', 'ORDER_KEYS'].sort(),
  );
});

test('keys are never written into the repository', async () => {
  const { code, complaint } = await run(`${import.meta.dir}/secrets.json`);
  expect(code).toBe(1);
  expect(complaint).toContain('is inside the repository');
});

test('bun run keys without a file shows its help', async () => {
  const { code, complaint } = await run();
  expect(code).toBe(2);
  expect(complaint).toStartWith('Usage: bun run keys');
});
