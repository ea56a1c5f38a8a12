import { isRefused } from '@jogakbo/contracts/fragment';

/** Stops calls to a callee that has just failed, so that callers do not wait for it. */
export type Breaker = {
  /**
   * Runs `work` and gives its value, or `otherwise` if it fails or the breaker is open. An error with a 4xx `status` is a refusal,
   * not a failure of the callee, so it is not counted.
   */
  run<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value>;
};

/**
 * Creates a circuit breaker, which may be a module variable. It keeps numbers only, since in workerd a request cannot wait for the
 * promise of another request. After `failures` in a row it is open for `pause` milliseconds. Then one caller may try. Other
 * callers are refused until this try succeeds or another `pause` has passed.
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
