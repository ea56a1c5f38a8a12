// Takes the place of `cloudflare:workers`. The program has one life, so work goes on after the response by itself.

const underWay = new Set<Promise<unknown>>();

/** Lets work go on after the response. A failure is logged, and ends nothing else. */
export function waitUntil(work: Promise<unknown>): void {
  const ended = work
    .catch((error) => console.error(JSON.stringify({ worker: 'server', background: String(error) })))
    .finally(() => underWay.delete(ended));
  underWay.add(ended);
}

/** Waits until no work is under way. */
export async function finishWork(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
