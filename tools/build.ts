import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildWorker } from './build/build-worker.ts';
import { BuildError } from './build/bundle.ts';
import { fail } from './command/fail.ts';
import { readOptions } from './command/read-options.ts';
import { readTopology, topologyHelp, topologyOption } from './topology/read-topology.ts';
import { writeTopology } from './topology/write-topology.ts';
import { gateway, root, tiersOf } from './workers.ts';

const help = `Usage: bun run build [worker …] [--topology <name>]

Builds workers into their dist/ folders: all workers, or the named ones. A name is a worker (cart-service), a slice (cart: all
of its workers), or shell. In the folder of a worker, \`bun ../../tools/build.ts .\` builds that worker.

${topologyHelp}`;

const names = readOptions(help, topologyOption, Number.POSITIVE_INFINITY).positionals;
const all = [...(await writeTopology(readTopology())), gateway];
const unknown = names.filter((name) => !all.some((worker) => isNamed(worker, name)));
if (unknown.length > 0)
  fail(`No worker is called ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`, 2);

const chosen = names.length === 0 ? all : all.filter((worker) => names.some((name) => isNamed(worker, name)));
const started = performance.now();
try {
  await Promise.all(chosen.map(buildWorker));
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  fail(error.message);
}
console.log(
  `Built ${chosen.map(({ name }) => name).join(', ')} in ${Math.round(performance.now() - started)} ms.`,
);

function isNamed(worker: (typeof all)[number], name: string): boolean {
  const folder = name === '.' || existsSync(name) ? resolve(name) : undefined;
  return (
    worker.slice === name ||
    [worker, ...tiersOf(worker)].some(
      (each) => each.name === name || (folder !== undefined && folder !== root && each.directory === folder),
    )
  );
}
