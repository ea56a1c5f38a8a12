import type { QueueCount } from './local-queues/worker.ts';

/** Waits until no message is due in the local queues, for a few seconds at most. The rest is on disk and is delivered at the next start. */
export async function waitForQueues(ask: (path: string) => Promise<Response>): Promise<void> {
  const end = performance.now() + longestWaitMs;
  while (performance.now() < end) {
    const counts = (await (await ask('/')).json()) as Record<string, QueueCount>;
    if (Object.values(counts).every(({ due }) => due === 0)) return;
    await Bun.sleep(50);
  }
}

const longestWaitMs = 5_000;
