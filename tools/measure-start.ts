import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNode } from './find-node.ts';
import { type Module, startWorker } from './runtime/start-worker.ts';
import { root } from './workers.ts';

export type Runtime = 'workerd' | 'node';

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
async function measureWorkerd(copies: Module[]): Promise<number> {
  const contents = `export default { async fetch(request) {
    const name = '.' + new URL(request.url).pathname;
    if (name !== './') await import(name);
    return new Response('done');
  } };`;
  const { url, close } = await startWorker([{ name: 'main.mjs', contents }, ...copies]);
  try {
    const bare: number[] = [];
    const loaded: number[] = [];
    for (const { name } of copies) {
      for (let times = 0; times < 3; times += 1) bare.push(await timeRequest(`${url}/`));
      loaded.push(await timeRequest(`${url}/${name}`));
    }
    return Math.min(...loaded) - Math.min(...bare);
  } finally {
    await close();
  }
}

async function timeRequest(url: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
  await response.text();
  return performance.now() - began;
}
