/** Says whether a failed call may be tried again. */
export type RetryBudget = { spend(): boolean; earn(): void };

/**
 * A budget that keeps retries to a share of all calls, so that they cannot double the load of a slice that is already failing.
 *
 * @param share retries a call, such as 0.1 for one in ten
 * @param most retries that may be saved up
 */
export function createRetryBudget(share = 0.1, most = 10): RetryBudget {
  let saved = most;
  return {
    earn() {
      saved = Math.min(most, saved + share);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
