import { writeTopology } from '../../topology/write-topology.ts';
import { readConfig, toServiceName, type Worker } from '../../workers.ts';
import { type SliceOptions, startSlices } from '../start-slices.ts';
import { createPlayground } from './create-playground.ts';
import { readFragments } from './read-fragments.ts';
import type { ShellParts } from './show-fragments.ts';

type Options = SliceOptions & {
  /** The port of the pages; 0 for any free port. */
  port: number;
};

/** The number of products in the stores of a playground, which fills them quickly. */
const products = 500;

/**
 * Lists the workers of a playground: those of the slices, the services that they call, and the shell, whose build has the styles and the scripts of each page.
 */
export async function listPlayground(slices: readonly string[]): Promise<{ run: Worker[]; shell: Worker }> {
  const workers = await writeTopology('faces');
  const own = workers.filter(({ slice }) => slices.includes(slice));
  const called = new Set(
    own
      .flatMap((worker) => readConfig<{ services?: { service: string }[] }>(worker).services ?? [])
      .map(({ service }) => service),
  );
  const run = workers.filter(
    (worker) => own.includes(worker) || (worker.kind === 'service' && called.has(toServiceName(worker))),
  );
  return { run, shell: workers.find(({ kind }) => kind === 'shell') as Worker };
}

/** Starts the built workers of a playground, with stores of their own, and serves its pages. */
export async function startPlayground({ port, ...options }: Options) {
  const { slices } = options;
  const { run, shell } = await listPlayground(slices);
  const names = new Set(run.map(({ name }) => name));
  const [started, fragments, parts] = await Promise.all([
    startSlices({ products, ...options, runs: ({ name }) => names.has(name) }),
    readFragments(slices),
    import(`${shell.directory}/dist/worker/build.js`) as Promise<ShellParts>,
  ]);
  const { system, host, liveReload, development } = started;
  const playground = createPlayground({
    ...{ host, fragments, shell: parts, development },
    shellFiles: `${shell.directory}/dist/assets`,
  });
  const server = Bun.serve({ hostname: '127.0.0.1', port, idleTimeout: 0, fetch: playground });

  return {
    url: `http://localhost:${server.port}`,
    ...{ liveReload, fragments },
    reload: () => system.reload(),
    async close() {
      await Promise.all([server.stop(true), started.close()]);
    },
  };
}
