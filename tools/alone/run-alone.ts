import { buildWorkers } from '../dev/build-workers.ts';
import { findPortProblem } from '../dev/find-port-problem.ts';
import { followEdits } from '../dev/follow-edits.ts';
import { fail } from '../operator/fail.ts';
import { root } from '../workers.ts';
import { openUpstream, type Upstream } from './open-upstream.ts';
import type { Alone } from './read-alone.ts';
import { listAlone, startAlone } from './start-alone.ts';
import { UpstreamError } from './upstream-error.ts';

/** Runs slices with a deployed shop as the rest, until the process is ended. */
export async function runAlone({ slices, upstream: given }: Alone): Promise<never> {
  const started = performance.now();
  const step = (text: string) =>
    console.log(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(4)} s  ${text}`);
  const port = Number(process.env.PORT || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`PORT is not a port: ${process.env.PORT}`, 2);
  const problem = await findPortProblem('127.0.0.1', port);
  if (problem) fail(problem);
  const upstream = await openUpstream(given).catch((error) => {
    if (error instanceof UpstreamError) return fail(error.message);
    throw error;
  });
  const workers = await listAlone(slices);
  step(`building ${workers.map(({ name }) => name).join(', ')}`);
  await buildWorkers(workers).catch((error) => fail(error.message));
  const alone = await startAlone({
    ...{ slices, upstream, port, onStep: step, logLevel: process.env.LOG === 'info' ? 'info' : 'error' },
    stateDirectory: `${root}/.wrangler/alone/${slices.toSorted().join('-')}`,
    onNotice: (notice: string) => console.error(`\n  ${notice}\n`),
  }).catch((error) => fail(error.message));
  console.log(`
  ${slices.join(', ')} of this machine, in the pages of ${upstream.origin}: ${alone.url}
  ${toReadsNote(upstream)}
  What these slices keep is on this machine: carts, orders and members of that shop are not here. Ctrl-C stops them.
`);
  const stopWatching = followEdits(workers, alone);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      stopWatching();
      await alone.close();
      process.exit(0);
    });
  }
  return new Promise(() => {});
}

function toReadsNote({ open, preview }: Upstream): string {
  if (open) return `Other services are read there${preview ? ', as long as the preview lasts' : ''}.`;
  return 'Other services cannot be read there, so these slices have no data of others. Start with the link of bun run preview.';
}
