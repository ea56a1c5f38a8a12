import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import settings from '../wrangler.toml';
import { findNode } from './find-node.ts';
import { root } from './workers.ts';

export type Runtime = 'workerd' | 'node';
type Copy = { name: string; contents: string };

/**
 * Measures how long a runtime takes to parse and run a module for the first time. It loads many copies, and the shortest time counts, as
 * other programs on the machine only add to it. Each copy has another text, so that no runtime uses what it knows of the copy before.
 *
 * @param code an ES module in one file
 * @returns milliseconds
 */
export async function measureStart(runtime: Runtime, code: string): Promise<number> {
  const copies = Array.from({ length: count }, (_, index) => ({
    name: `copy-${index}.mjs`,
    contents: `${code}\nexport const copy = ${index};`,
  }));
  if (runtime === 'workerd') return measureWorkerd(copies);
  const folder = await mkdtemp(join(tmpdir(), 'measure-start-'));
  try {
    for (const { name, contents } of [...copies, { name: 'main.mjs', contents: program }])
      await Bun.write(join(folder, name), contents);
    const node = findNode(join(root, 'bench'));
    const child = Bun.spawn([node, join(folder, 'main.mjs')], { stdout: 'pipe', stderr: 'inherit' });
    return Number(await new Response(child.stdout).text());
  } finally {
    await rm(folder, { recursive: true });
  }
}

const count = 40;

/** Prints the shortest time of an import. */
const program = `const times = [];
for (let index = 0; index < ${count}; index++) {
  const name = './copy-' + index + '.mjs';
  const began = performance.now();
  await import(name);
  times.push(performance.now() - began);
}
console.log(Math.min(...times));
process.exit(0);`;

/** In workerd, clocks stand still while code runs. So requests are timed from outside: some import a copy, and some import nothing. */
async function measureWorkerd(copies: Copy[]): Promise<number> {
  const contents = `export default { async fetch(request) {
    const name = '.' + new URL(request.url).pathname;
    if (name !== './') await import(name);
    return new Response('done');
  } };`;
  const { workers } = convertV4MiniflareOptions({
    ...{ name: 'start', modulesRoot: '/', compatibilityDate: settings.compatibility_date },
    modules: [{ name: 'main.mjs', contents }, ...copies].map((module) => ({
      ...{ type: 'ESModule', path: `/${module.name}`, contents: module.contents },
    })),
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const dev = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };
  const miniflare = new Miniflare({
    ...{ host: '127.0.0.1', port: 0, cf: false, enableDevRegistry: false, logRequests: false },
    ...{ telemetry: { enabled: false }, workers: workers.map((worker: object) => ({ ...worker, dev })) },
  } as ConstructorParameters<typeof Miniflare>[0]);
  try {
    const { origin } = await miniflare.unsafeGetDirectURL('start');
    const bare: number[] = [];
    const loaded: number[] = [];
    for (const { name } of copies) {
      for (let times = 0; times < 3; times += 1) bare.push(await timeRequest(`${origin}/`));
      loaded.push(await timeRequest(`${origin}/${name}`));
    }
    return Math.min(...loaded) - Math.min(...bare);
  } finally {
    await miniflare.dispose();
  }
}

async function timeRequest(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
  await response.text();
  return performance.now() - began;
}
