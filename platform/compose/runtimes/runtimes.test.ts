import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInstaller, type Installer, programs, run } from '../install-compose.helper.ts';
import { type Host, type Runtime, startHost } from './start-host.helper.ts';
import { startServers } from './start-servers.helper.ts';

/** Each runtime uses the folder of another program, so every way of installing is tried. */
const apps: Record<Runtime, Installer> = { bun: 'bun', node: 'npm', deno: 'pnpm', workerd: 'bun' };
const runtimes = Object.keys(apps) as Runtime[];

let folder: string;
let servers: ReturnType<typeof startServers>;
const started = new Map<string, Host>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runtimes-'));
  servers = startServers();
  const [install] = await Promise.all([
    createInstaller(folder),
    run([process.execPath, 'install', '--frozen-lockfile'], programs),
  ]);
  const installed = new Map(
    await Promise.all(
      (['bun', 'npm', 'pnpm'] as const).map(async (name) => [name, await install(name)] as const),
    ),
  );
  for (const name of runtimes)
    started.set(name, await startHost(name, installed.get(apps[name]) as string, servers.addresses));
}, 300_000);
afterAll(async () => {
  await Promise.all([...started.values()].map(({ close }) => close()));
  await servers.close();
  await rm(folder, { recursive: true });
});

test('Bun composes the page: ready fragments first, then a fallback, then the late fragment', async () => {
  const { status, chunks, body } = await read('bun', '?id=7');
  expect(status).toBe(200);
  expect(chunks[0]).toContain('<nav>Menü</nav>');
  expect(chunks[0]).not.toContain('<p>late</p>');
  expect(body.replace(/<[^>]*>/g, ' ').split(/[\s…]+/)).toEqual([
    '',
    'Product',
    'Menü',
    '7',
    'later',
    'late',
    '',
  ]);
});

test.each(['node', 'deno', 'workerd'] as const)(
  '%s answers as Bun does, also when the product is missing',
  async (name) => {
    for (const query of ['?id=7', '']) {
      // The first answer of a host has styles that come late, so the second ones are compared.
      await Promise.all([read(name, query), read('bun', query)]);
      const [other, bun] = await Promise.all([read(name, query), read('bun', query)]);
      const { chunks: _, ...expected } = bun;
      expect(other).toMatchObject(expected);
      expect(other.status).toBe(query ? 200 : 404);
      expect(other.chunks[0]).not.toContain('<p>late</p>');
    }
  },
);

async function read(name: Runtime, query: string) {
  const response = await fetch(`${started.get(name)?.url}/${query}`);
  const chunks: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of response.body as ReadableStream<Uint8Array>)
    chunks.push(decoder.decode(chunk, { stream: true }));
  const headers = Object.fromEntries(
    ['content-type', 'cache-control', 'content-security-policy'].map((header) => [
      header,
      response.headers.get(header),
    ]),
  );
  return { status: response.status, headers, body: chunks.join(''), chunks };
}
