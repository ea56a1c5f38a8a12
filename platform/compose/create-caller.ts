import { headers, type Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import { createDeadlines } from './create-deadlines.ts';
import type { Guards, Outcome } from './create-guards.ts';
import type { RetryBudget } from './create-retry-budget.ts';
import { type Endpoint, type Fetched, type FetchFailure, fetchFragment } from './fetch-fragment.ts';
import { defaultDeadline, type FragmentSlot } from './page.ts';

/** Why there is no answer. The reasons beside those of {@link FetchFailure} are decided here, before or without a call. */
export type Failed =
  | FetchFailure
  | {
      ok: false;
      reason: 'breaker-open' | 'bulkhead-full' | 'undeclared' | 'other-version' | 'unknown-asker';
      detail?: string;
    };

type CallerOptions = {
  endpointOf: (slice: string) => Endpoint | undefined;
  guards: Guards;
  budget: RetryBudget;
  clock: Clock;
};

/** What one call takes along, who waits for it, and what it belongs to, with which it shares its deadline. */
export type Call = { sent: Record<string, string>; gone?: AbortSignal | undefined; of: object };

/**
 * Calls fragments within their deadline, past breaker and bulkhead. A call that failed outright is made once more where time
 * and the budget allow: it was a GET, so nothing is done twice.
 */
export function createCaller({ endpointOf, guards, budget, clock }: CallerOptions) {
  const deadlines = createDeadlines(clock);

  return async function call(
    slot: FragmentSlot,
    manifest: Manifest,
    path: string,
    { sent, gone, of }: Call,
  ): Promise<Fetched | Failed> {
    const endpoint = endpointOf(manifest.slice);
    if (!endpoint) return { ok: false, reason: 'error', detail: `there is no slice ${manifest.slice}` };
    const deadline = deadlines.join(of, slot.deadline ?? defaultDeadline, gone);
    budget.earn();
    const first = await attempt(endpoint);
    const again = !first.ok && first.reason === 'error' && deadline.left() >= retryNeeds && !gone?.aborted;
    const last = again && budget.spend() ? await attempt(endpoint) : first;
    deadline.leave();
    return last;

    async function attempt(endpoint: Endpoint): Promise<Fetched | Failed> {
      const pass = guards.enter(slot.fragment);
      if (!pass.ok) return pass;
      const request = { ...sent, [headers.deadline]: String(deadline.left()) };
      const fetched = await fetchFragment(endpoint, path, { headers: request, deadline, gone });
      pass.done(toOutcome(fetched));
      return fetched;
    }
  };
}

/** Milliseconds that must be left for a second try to be worth it. */
const retryNeeds = 50;

function toOutcome(fetched: Fetched | Failed): Outcome {
  if (fetched.ok) return 'success';
  if (fetched.reason === 'not-found' || fetched.reason === 'refused') return 'refused';
  return fetched.reason === 'gone' ? 'neither' : 'failure';
}
