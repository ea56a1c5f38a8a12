/**
 * Creates the clock of a worker.
 *
 * @param fixed the time to start from instead of the real time, such as `2019-05-15T10:00:00+09:00`
 * @param since the real time in epoch milliseconds at which the clock of all workers was `fixed`; the default is now
 * @returns a function that gives epoch milliseconds. A fixed clock runs on from its start
 * @throws {Error} if `fixed` is not a time
 */
export function createClock(fixed?: string, since?: string): () => number {
  if (!fixed) return Date.now;
  const start = `${fixed} ${since ?? ''}`;
  let offset = offsets.get(start);
  if (offset === undefined) {
    offset = Date.parse(fixed) - (since ? Number(since) : Date.now());
    if (Number.isNaN(offset)) throw new Error(`DEV_NOW is not a time: ${fixed}`);
    offsets.set(start, offset);
  }
  const shift = offset;
  return () => Date.now() + shift;
}

const offsets = new Map<string, number>();
