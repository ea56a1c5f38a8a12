import type { QueueCount } from './local-queues/worker.ts';

/** Waits until nothing is due in the local queues, a few seconds at most: what is left is on disk and goes on at the next start. */
export async function waitForQueues(ask: (path: string) => Promise<Response>): Promise<void> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const counts = (await (await ask('/')).json()) as Record<string, QueueCount>;
    if (Object.values(counts).every(({ due }) => due === 0)) return;
    await Bun.sleep(50);
  }
}

const patience = 5_000;
