import type { Clock } from './clock.ts';
import { createCallLimit } from './create-call-limit.ts';
import type { Guards } from './create-guards.ts';
import { createLeases } from './create-leases.ts';

/** Gives a place back; twice does no harm. */
export type Leave = () => void;
export type Admission = ReturnType<typeof createAdmission>;

type Limits = { pageLimit?: number | undefined; callLimit?: number | undefined };

/**
 * Decides whether one more request is handled: a page, a fragment alone, or anything else that makes slices work. Two limits hold
 * for all of them together: requests under way, and calls of fragments under way.
 */
export function createAdmission(clock: Clock, guards: Guards, { pageLimit, callLimit }: Limits) {
  const calls = createCallLimit(clock, callLimit ?? defaultCallLimit);
  const places = createLeases(pageLimit ?? defaultPageLimit, lifetime, clock);

  return {
    /**
     * Takes a place, or gives undefined where there is none.
     *
     * @param gone ends the place when the client leaves, as workerd then runs nothing more of the request
     */
    take(gone?: AbortSignal): Leave | undefined {
      const leave = guards.underWay < calls.value ? places.take() : undefined;
      if (leave) gone?.addEventListener('abort', leave);
      return leave;
    },

    /** Learns from work that began at `began` how long the event loop takes to come round. */
    watch(began: number): void {
      // What is due at once is done when the event loop next comes round.
      void clock.wait(0).then(() => calls.learn(clock.now() - began));
    },
  };
}

/** The answer to a request for which there is no place. */
export function toOverloaded(body: string | null): Response {
  return new Response(body, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '1',
      'cache-control': 'no-store',
    },
  });
}

const defaultPageLimit = 256;
const defaultCallLimit = 400;
/** Milliseconds after which a request that never ended counts no longer as under way. */
const lifetime = 30_000;
