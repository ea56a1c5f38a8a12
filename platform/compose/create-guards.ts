import type { Clock } from './clock.ts';
import { createLeases, type Leases } from './create-leases.ts';

/** `closed` lets calls through, `open` none, `half-open` one at a time. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * How a call went. `refused` is a 4xx: the callee answers, and this request is at fault. `neither` is a call that was given up
 * because nobody waited any more.
 */
export type Outcome = 'success' | 'failure' | 'refused' | 'neither';

/** Leave to call a fragment. Tell how it went, once. */
export type Pass = { ok: true; done(outcome: Outcome): void };
export type Refusal = { ok: false; reason: 'breaker-open' | 'bulkhead-full' };

export type GuardOptions = {
  /** Failures in a row that open a fragment's breaker. */
  failures?: number;
  /** Milliseconds it stays open; then one call may probe. */
  pause?: number;
  /** Calls of one fragment under way at once. */
  concurrency?: number;
  /** Milliseconds after which a call counts no longer as under way, nor a probe as probing. */
  lifetime?: number;
};

type Guard = { inRow: number; openUntil: number; probes: Leases; calls: Leases };
export type Guards = ReturnType<typeof createGuards>;

/**
 * A circuit breaker and a bulkhead for each fragment, so that a slice that is down costs nothing and one that is slow cannot hold
 * every request. Made of plain numbers and leases that run out: workerd lets no request wait on another's promise, and runs no
 * `finally` of a request whose client has gone.
 */
export function createGuards(
  clock: Clock,
  { failures = 5, pause = 2_000, concurrency = 100, lifetime = 10_000 }: GuardOptions = {},
) {
  const guards = new Map<string, Guard>();
  let all = createLeases(Number.POSITIVE_INFINITY, lifetime, clock);

  return {
    /** Asks for leave to call `fragment`. */
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
          // A caller who is refused can neither open a breaker nor keep it from opening; it ends a half-open state.
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

    /** Calls under way, over all fragments. */
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
