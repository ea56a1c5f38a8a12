import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from '../../tools/workers.ts';

/**
 * Makes a copy of a built worker that has the same entrypoints and classes, and throws at every request.
 *
 * @returns the worker, and a function that removes its files
 */
export async function breakWorker(worker: Worker) {
  const directory = await mkdtemp(join(tmpdir(), 'jogakbo-broken-'));
  const built = `${directory}/dist/worker`;
  await cp(`${worker.directory}/dist/worker`, built, { recursive: true });
  await rename(`${built}/index.js`, `${built}/whole.js`);
  const code = await Bun.file(`${built}/whole.js`).text();
  await Bun.write(`${built}/index.js`, toBroken(new Bun.Transpiler({ loader: 'js' }).scan(code).exports));
  return {
    worker: { ...worker, directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Classes stay, since Durable Objects and Workflows belong to them. */
function toBroken(names: string[]): string {
  return [
    "import * as whole from './whole.js';",
    "const fail = () => { throw new Error('this program is broken'); };",
    'const broken = { fetch: fail, queue: fail, scheduled: fail };',
    'export default broken;',
    ...names
      .filter((name) => name !== 'default')
      .map((name) => `export const ${name} = typeof whole.${name} === 'function' ? whole.${name} : broken;`),
  ].join('\n');
}
