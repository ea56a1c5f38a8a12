import { isRefused } from '@jogakbo/contracts/fragment';

/** Keeps callers from waiting on something that has just failed. */
export type Breaker = {
  /**
   * What `work` gives, or `otherwise` where it fails or the breaker is open. An error whose `status` is a 4xx is no failure of the
   * callee, so it is not counted.
   */
  run<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value>;
};

/**
 * A circuit breaker that may stand in a module: it keeps numbers only, never another request's promise, which workerd does not
 * let one wait on. After `failures` in a row it is open for `pause` milliseconds; then one caller may try, and whoever comes
 * while it does is refused until the try succeeds or another `pause` has passed.
 */
export function createBreaker({ failures = 2, pause = 2_000, now = Date.now } = {}): Breaker {
  let inRow = 0;
  let closedAgainAt = 0;

  return {
    async run(work, otherwise) {
      if (inRow >= failures) {
        if (now() < closedAgainAt) return otherwise;
        closedAgainAt = now() + pause;
      }
      try {
        const value = await work();
        inRow = 0;
        return value;
      } catch (error) {
        if (isRefusal(error)) {
          inRow = Math.min(inRow, failures - 1);
          return otherwise;
        }
        inRow += 1;
        closedAgainAt = now() + pause;
        return otherwise;
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false;
  return typeof error.status === 'number' && isRefused(error.status);
}
