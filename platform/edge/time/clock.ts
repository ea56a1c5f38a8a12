/**
 * The clock of a worker.
 *
 * @param fixed a time to start from instead of the real one, as `Date.parse` reads it, such as `2019-05-15T10:00:00+09:00`
 * @param since the real time at which it was `fixed`, in epoch milliseconds, so that all workers' clocks agree; this moment
 *   where left out
 * @returns a function giving epoch milliseconds; a fixed clock runs on from its start
 */
export function createClock(fixed?: string, since?: string): () => number {
  if (!fixed) return Date.now;
  let offset = offsets.get(fixed);
  if (offset === undefined) {
    offset = Date.parse(fixed) - (since ? Number(since) : Date.now());
    if (Number.isNaN(offset)) throw new Error(`DEV_NOW is not a time: ${fixed}`);
    offsets.set(fixed, offset);
  }
  const shift = offset;
  return () => Date.now() + shift;
}

const offsets = new Map<string, number>();
