import { openInspector } from './open-inspector.ts';

/** What V8's sampling profiler returns. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
export type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
};

/** Microseconds between two samples. */
const interval = 250;

/** Measures for how many milliseconds an isolate runs JavaScript while `work` is done. The profiler itself takes a part of them. */
export async function profileIsolate(
  port: number,
  isolate: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const inspector = await openInspector(port, isolate);
  try {
    await inspector.send('Profiler.enable');
    await inspector.send('Profiler.setSamplingInterval', { interval });
    await inspector.send('Profiler.start');
    await work();
    return toMilliseconds((await inspector.send<{ profile: Profile }>('Profiler.stop')).profile);
  } finally {
    inspector.close();
  }
}

/**
 * Adds up the samples in which code ran. There is no sample while an isolate waits, so the next one comes late: only its interval counts,
 * since the profile gives the whole wait to the function that ran before.
 */
export function toMilliseconds({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const running = timeDeltas.filter((_, index) => !idle.has(samples[index] as number));
  return running.reduce((sum, delta) => sum + Math.min(delta, interval * 1.5), 0) / 1_000;
}
