import type { Joiner } from './batching.ts';
import { meter } from './call-budget.ts';
import type { Clock } from './clock.ts';
import type { FragmentRequest } from './create-addresses.ts';
import type { Deadlines } from './create-deadlines.ts';
import type { Guards, Outcome } from './create-guards.ts';
import type { RetryBudget } from './create-retry-budget.ts';
import type { Endpoint, Fetched, Fetcher, FetchFailure } from './fetch-fragment.ts';
import type { Manifests } from './manifests.ts';
import type { Names } from './names.ts';

/** Why there is no answer. Reasons that are not in {@link FetchFailure} are found by the engine, before a call or without one. */
export type Failed =
  | FetchFailure
  | {
      ok: false;
      reason: 'breaker-open' | 'bulkhead-full' | 'undeclared' | 'other-version' | 'unknown-asker';
      detail?: string;
    };

type CallerOptions = {
  endpointOf: (slice: string) => Endpoint | undefined;
  /** Makes faults between the engine and single fragments, in development. */
  between?: ((slice: string, endpoint: Endpoint) => Endpoint) | undefined;
  batching: Joiner | undefined;
  manifests: Manifests;
  fetcher: Fetcher;
  guards: Guards;
  budget: RetryBudget;
  deadlines: Deadlines;
  clock: Clock;
  names: Names;
};

/**
 * Calls fragments within their deadline, if breaker and bulkhead allow it. A call that fails is made once more if time and the
 * retry budget allow it. That is safe, as each call is a GET.
 */
export function createCaller(options: CallerOptions) {
  const { endpointOf, between, batching, manifests, fetcher, guards, budget, deadlines, clock, names } =
    options;
  /**
   * @param sent headers of the call
   * @param gone aborts when the client leaves
   */
  return async function call(
    { slot, visit, manifest, path, until }: FragmentRequest,
    sent: Record<string, string>,
    gone?: AbortSignal,
  ): Promise<Fetched | Failed> {
    const { slice, variant } = manifest;
    const { fragment } = slot;
    const found = endpointOf(slice);
    if (!found) return { ok: false, reason: 'error', detail: `there is no slice ${slice}` };
    const bound = meter(found, visit.calls);
    const deadline = deadlines.join(visit, Math.max(0, until - clock.now()), gone);
    budget.earn();
    let endpoint = (manifest.batches && batching?.endpointOf(visit, slice, bound, manifests)) || bound;
    for (let isFirst = true; ; isFirst = false) {
      // A bad version must not stop the calls of the good one.
      const pass = guards.enter(variant ? `${fragment} ${variant}` : fragment);
      if (!pass.ok) return end(pass);
      const headers = { ...sent, [names.headers.deadline]: String(deadline.left()) };
      const asked = between?.(slice, endpoint) ?? endpoint;
      const fetched = await fetcher.fetchFragment(asked, path, { fragment, headers, deadline, gone });
      pass.done(toOutcome(fetched));
      if (fetched.ok) return end(fetched);
      if (!isFirst || !mayRepeat(fetched))
        return end({ ...fetched, detail: toDetail(found.address, path, fetched.detail) });
      // The second try is alone, as another fragment of the batch may have made the whole request fail.
      endpoint = bound;
    }

    function mayRepeat({ reason }: Failed): boolean {
      if (reason !== 'error' || deadline.left() < retryNeedsMs || gone?.aborted) return false;
      const { calls } = visit;
      return (!calls || calls.left > calls.owed) && budget.spend();
    }

    function end<Result>(result: Result): Result {
      deadline.leave();
      return result;
    }
  };
}

/** Milliseconds that must be left for a retry to be useful. */
const retryNeedsMs = 50;

function toOutcome(fetched: Fetched | Failed): Outcome {
  if (fetched.ok) return 'success';
  if (answers.includes(fetched.reason)) return 'refused';
  return fetched.reason === 'gone' || fetched.reason === 'over-budget' ? 'neither' : 'failure';
}

/** Says where a call failed, and how. A page may keep its parameters to itself, so they are left out. */
function toDetail(address = '', path: string, fault: string | undefined): string {
  const place = address + path.split('?')[0];
  return fault ? `${place}: ${fault}` : place;
}

/** Reasons by which a slice shows that it is well. */
const answers: Failed['reason'][] = ['not-found', 'refused', 'redirected'];
