import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import {
  copyHost,
  type Installer,
  installCompose,
  installPrograms,
  installTimeoutMs,
  programs,
  run,
} from '../../../tests/install-compose.helper.ts';
import { findNode } from '../../../tools/find-node.ts';
import { checkHost, createProbe, hostCases, type Probe } from '../check/conformance.ts';
import { type Host, type Runtime, startHost } from './start-host.helper.ts';
import { startServers } from './start-servers.helper.ts';

/** Each runtime uses the folder of another program, so every way of installing is tried. */
const apps: Record<Runtime, Installer> = { bun: 'bun', node: 'npm', deno: 'pnpm', workerd: 'bun' };
const runtimes = Object.keys(apps) as Runtime[];

let nodeApp: string;
let servers: ReturnType<typeof startServers>;
const started = new Map<string, Host>();
const probes = new Map(runtimes.map((name) => [name, createProbe()]));
const probeServers = runtimes.map((name) =>
  Bun.serve({
    ...{ hostname: '127.0.0.1', port: 0, development: false },
    fetch: (request) => (probes.get(name) as Probe).fetch(request),
  }),
);
beforeAll(async () => {
  servers = startServers();
  await installPrograms();
  for (const [index, name] of runtimes.entries()) {
    const app = await installCompose(apps[name], name);
    await copyHost(app);
    if (name === 'node') nodeApp = app;
    const addresses = { ...servers.addresses, probe: probeServers[index]?.url.origin };
    started.set(name, await startHost(name, app, JSON.stringify(addresses)));
  }
}, installTimeoutMs);
afterAll(async () => {
  await Promise.all([...started.values()].map(({ close }) => close()));
  await servers.close();
  await Promise.all(probeServers.map((server) => server.stop(true)));
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
      await read(name, query);
      await read('bun', query);
      const other = await read(name, query);
      const bun = await read('bun', query);
      const { chunks: _, ...expected } = bun;
      expect(other).toMatchObject(expected);
      expect(other.status).toBe(query ? 200 : 404);
      expect(other.chunks[0]).not.toContain('<p>late</p>');
    }
  },
);

test('on Node, nodeFetch reads the answers of fragments as fetch does, and ends what it does not need', async () => {
  const script = `import { createServer } from 'node:http';
    import { nodeFetch } from '@jogakbo/compose/node';
    const answers = {
      '/text': [200, { 'content-type': 'text/html', 'Cache-Tag': ['a', 'b'] }, '조각'],
      '/moved': [302, { location: '/text' }, 'moved'],
      '/empty': [204, {}, ''],
      '/encoded': [200, { 'content-encoding': 'gzip' }, 'x'],
      '/long': [200, {}, '0123456789'],
    };
    const sockets = new Set();
    let closed = 0;
    const server = createServer((request, response) => {
      sockets.add(request.socket);
      const found = answers[request.url];
      if (found) return response.writeHead(found[0], found[1]).end(found[2]);
      if (request.url === '/echo') return response.end(request.headers['x-said']);
      response.on('close', () => closed++);
      if (request.url === '/hang') return;
      response.writeHead(request.url === '/half' ? 404 : 200, { 'content-length': 9 }).write('half');
      if (request.url === '/cut') setTimeout(() => request.socket.destroy(), 5);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const read = async (path, init) => {
      try {
        const address = 'http://127.0.0.1:' + server.address().port + path;
        const answer = await nodeFetch(address, { headers: { 'x-said': path }, answerOnly: true, limit: 9, ...init });
        const { status, headers } = answer;
        if (path === '/half') await answer.body.cancel();
        const text = status === 200 ? new TextDecoder().decode(await answer.arrayBuffer()) : '';
        return [status, text, headers.get('location'), headers.get('cache-tag')];
      } catch {
        return 'failed';
      }
    };
    const results = [];
    for (const path of ['/text', '/echo', '/echo', '/echo']) results.push(await read(path));
    results.push(sockets.size < 4);
    for (const path of ['/moved', '/empty', '/encoded', '/long', '/cut', '/half']) results.push(await read(path));
    results.push(await read('/hang', { signal: AbortSignal.timeout(50) }));
    results.push(await read('/hang', { signal: AbortSignal.abort() }));
    while (closed < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    console.log(JSON.stringify(results));
    process.exit(0);`;
  const printed = await run([findNode(programs), '--input-type=module', '-e', script], nodeApp);
  expect(JSON.parse(printed)).toEqual([
    [200, '조각', null, 'a, b'],
    [200, '/echo', null, null],
    [200, '/echo', null, null],
    [200, '/echo', null, null],
    true,
    [302, '', '/text', null],
    [204, '', null, null],
    ...['failed', 'failed', 'failed'],
    [404, '', null, null],
    ...['failed', 'failed'],
  ]);
});

describe.each(runtimes)('a host on %s', (name) => {
  const ask = (path: string, init: RequestInit) =>
    fetch(`${started.get(name)?.url}/probe${path.slice('/'.length)}`, init);

  test.each(hostCases)('keeps the rule $id: $holds', async (hostCase) => {
    expect(await checkHost(hostCase, ask, probes.get(name) as Probe)).toBeUndefined();
  });
});

/** Reads a page. The late fragment comes only after the first chunk of the page. */
async function read(name: Runtime, query: string) {
  servers.holdLate();
  const response = await fetch(`${started.get(name)?.url}/${query}`);
  const chunks: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    chunks.push(decoder.decode(chunk, { stream: true }));
    servers.releaseLate();
  }
  const headers = Object.fromEntries(
    ['content-type', 'cache-control', 'content-security-policy'].map((header) => [
      header,
      response.headers.get(header),
    ]),
  );
  return { status: response.status, headers, body: chunks.join(''), chunks };
}
