import { BuildError } from '../build/bundle.ts';
import { fail } from '../command/fail.ts';
import { buildWorkers } from '../dev/build-workers.ts';
import { findPortProblem } from '../dev/find-port-problem.ts';
import { followEdits } from '../dev/follow-edits.ts';
import { root, type Worker } from '../workers.ts';
import { openUpstream, type Upstream } from './open-upstream.ts';
import { listPlayground, startPlayground } from './playground/start-playground.ts';
import type { Alone } from './read-alone.ts';
import { listAlone, startAlone } from './start-alone.ts';
import { UpstreamError } from './upstream-error.ts';

/** What runs, and what its start says about it. */
type Running = {
  workers: Worker[];
  served: Awaited<ReturnType<typeof startAlone | typeof startPlayground>>;
  note: string;
};

/** Runs slices in the pages of a deployed shop, or in their playground, until the process is ended. */
export async function runAlone({ slices, upstream: given }: Alone): Promise<never> {
  const started = performance.now();
  const step = (text: string) =>
    console.log(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(4)} s  ${text}`);
  const port = Number(process.env.PORT || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`PORT is not a port: ${process.env.PORT}`, 2);
  const problem = await findPortProblem('127.0.0.1', port);
  if (problem) fail(problem);
  const logLevel = process.env.LOG === 'info' ? 'info' : 'error';
  const kind = given === undefined ? 'playground' : 'alone';
  const options = {
    ...({ slices, port, onStep: step, logLevel } as const),
    stateDirectory: `${root}/.wrangler/${kind}/${slices.toSorted().join('-')}`,
    onNotice: (notice: string) => console.error(`\n  ${notice}\n`),
  };
  const { workers, served, note } = await (given === undefined ? play() : join(given)).catch((error) => {
    if (error instanceof UpstreamError || error instanceof BuildError) return fail(error.message);
    return fail((error as Error).stack ?? String(error));
  });
  console.log(`\n${note}\n  Ctrl-C stops it.\n`);

  async function play(): Promise<Running> {
    const { run, shell } = await listPlayground(slices);
    await build([...run, shell]);
    const served = await startPlayground(options);
    return { workers: run, served, note: `  The playground of ${slices.join(', ')}: ${served.url}` };
  }

  async function join(address: string): Promise<Running> {
    const upstream = await openUpstream(address);
    const workers = await listAlone(slices);
    await build(workers);
    const served = await startAlone({ ...options, upstream });
    return { workers, served, note: toNote(slices, upstream, served.url) };
  }

  async function build(workers: Worker[]): Promise<void> {
    step(`building ${workers.map(({ name }) => name).join(', ')}`);
    await buildWorkers(workers);
  }

  const stopWatching = followEdits(workers, served);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      stopWatching();
      await served.close();
      process.exit(0);
    });
  }
  return new Promise(() => {});
}

function toNote(slices: string[], { origin, open, preview }: Upstream, url: string): string {
  const reads = open
    ? `Other services are read there${preview ? ', as long as the preview lasts' : ''}.`
    : 'Other services cannot be read there, so these slices have no data of others. Start with the link of bun run preview.';
  return `  ${slices.join(', ')} of this machine, in the pages of ${origin}: ${url}
  ${reads}
  What these slices keep is on this machine: carts, orders and members of that shop are not here.`;
}
