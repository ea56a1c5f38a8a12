export type RetryBudget = ReturnType<typeof createRetryBudget>;

/**
 * A budget that limits retries to a share of all calls, so that retries cannot double the load of a slice that already fails.
 *
 * @param share retries for each call, such as 0.1 for one in ten
 * @param most retries that can be saved up
 */
export function createRetryBudget(share = 0.1, most = 10) {
  let saved = most;

  return {
    /** Counts one call. */
    earn(): void {
      saved = Math.min(most, saved + share);
    },

    /** Whether a failed call may be tried again. If so, the retry is taken from the budget. */
    spend(): boolean {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },

    clear(): void {
      saved = most;
    },
  };
}
