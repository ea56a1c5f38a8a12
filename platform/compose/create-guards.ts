import type { Clock } from './clock.ts';
import { createLeases, type Leases } from './create-leases.ts';

/** `closed` lets all calls through, `open` no call, `half-open` one call at a time. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * The outcome of a call. `refused` is a 4xx: the callee is well, and this request is at fault. `neither` is a call that was aborted
 * because its client left.
 */
export type Outcome = 'success' | 'failure' | 'refused' | 'neither';

/** The permission to call a fragment. Call `done` once, with the outcome. */
export type Pass = { ok: true; done(outcome: Outcome): void };
export type Refusal = { ok: false; reason: 'breaker-open' | 'bulkhead-full' };

export type GuardOptions = {
  /** The number of failures in a row that opens a fragment's breaker. */
  failures?: number;
  /** Milliseconds for which a breaker is open. Then one call may probe. */
  pause?: number;
  /** The highest number of calls of one fragment under way. */
  concurrency?: number;
  /** Milliseconds after which a call no longer counts as under way, and a probe no longer as probing. */
  lifetime?: number;
};

type Guard = { inRow: number; openUntil: number; probes: Leases; calls: Leases };
export type Guards = ReturnType<typeof createGuards>;

/**
 * A circuit breaker and a bulkhead for each fragment. A slice that is down costs no calls, and a slow slice cannot hold up every request.
 * They are made of plain numbers and of leases that expire: in workerd, no request may wait on the promise of another one, and the
 * `finally` of a request does not run after its client has left.
 */
export function createGuards(
  clock: Clock,
  { failures = 5, pause = 2_000, concurrency = 100, lifetime = 10_000 }: GuardOptions = {},
) {
  const guards = new Map<string, Guard>();
  let all = createLeases(Number.POSITIVE_INFINITY, lifetime, clock);

  return {
    /** Asks for the permission to call `fragment`. */
    enter(fragment: string): Pass | Refusal {
      const guard = guardOf(fragment);
      const state = stateOf(guard);
      if (state === 'open') return { ok: false, reason: 'breaker-open' };
      const probed = state === 'half-open' ? guard.probes.take() : undefined;
      if (state === 'half-open' && !probed) return { ok: false, reason: 'breaker-open' };
      const left = guard.calls.take();
      if (!left) {
        probed?.();
        return { ok: false, reason: 'bulkhead-full' };
      }
      const ended = all.take();
      return {
        ok: true,
        done(outcome) {
          left();
          ended?.();
          probed?.();
          if (outcome === 'success') guard.inRow = 0;
          // A refusal neither opens a breaker nor forgets failures before it. It closes a half-open breaker.
          if (outcome === 'refused') guard.inRow = Math.min(guard.inRow, failures - 1);
          if (outcome !== 'failure') return;
          guard.inRow += 1;
          if (guard.inRow >= failures) guard.openUntil = clock.now() + pause;
        },
      };
    },

    state(fragment: string): BreakerState {
      const guard = guards.get(fragment);
      return guard ? stateOf(guard) : 'closed';
    },

    /** The number of calls under way, over all fragments. */
    get underWay(): number {
      return all.out;
    },

    clear(): void {
      guards.clear();
      all = createLeases(Number.POSITIVE_INFINITY, lifetime, clock);
    },
  };

  function guardOf(fragment: string): Guard {
    let guard = guards.get(fragment);
    if (!guard) {
      const probes = createLeases(1, lifetime, clock);
      guard = { inRow: 0, openUntil: 0, probes, calls: createLeases(concurrency, lifetime, clock) };
      guards.set(fragment, guard);
    }
    return guard;
  }

  function stateOf(guard: Guard): BreakerState {
    if (guard.inRow < failures) return 'closed';
    return clock.now() < guard.openUntil ? 'open' : 'half-open';
  }
}
