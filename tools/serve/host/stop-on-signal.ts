import process from 'node:process';

/** Requests under way get this long for their answers, in milliseconds. */
const longestStopMs = 10_000;

/**
 * Stops the program when a person or the system asks for it. A second signal ends it at once.
 *
 * @param stop ends when nothing is under way any more
 */
export function stopOnSignal(stop: () => Promise<unknown>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      // A stream of events has no end by itself.
      setTimeout(() => process.exit(0), longestStopMs);
      await stop();
      process.exit(0);
    });
}
