/** A new worker answers after some seconds. On a domain of one's own, the first certificate takes longer. */
const longestWaitMs = 120_000;

/** Waits until a shop answers at all. @returns false if it did not */
export async function waitForShop(
  url: string,
  { pause = 1_000, longest = longestWaitMs } = {},
): Promise<boolean> {
  const end = performance.now() + longest;
  while (performance.now() < end) {
    const left = AbortSignal.timeout(Math.max(1, end - performance.now()));
    const answer = await fetch(new URL('/healthz', url), { redirect: 'manual', signal: left }).catch(
      () => undefined,
    );
    if (answer?.ok) return true;
    await Bun.sleep(pause);
  }
  return false;
}
