import type { Clock } from './clock.ts';
import { createCallLimit } from './create-call-limit.ts';
import type { Guards } from './create-guards.ts';
import { createLeases } from './create-leases.ts';

/** Gives a place back. A second call does nothing. */
export type Leave = () => void;
export type Admission = ReturnType<typeof createAdmission>;

type Limits = { pageLimit?: number | undefined; callLimit?: number | undefined };

/**
 * Decides whether one more request is handled: a page, a fragment alone, or any other request that causes calls of slices. Two limits
 * hold for all of them together: the requests under way, and the fragment calls under way.
 */
export function createAdmission(clock: Clock, guards: Guards, { pageLimit, callLimit }: Limits) {
  const calls = createCallLimit(clock, callLimit ?? defaultCallLimit);
  let watched = 0;
  const places = createLeases(pageLimit ?? defaultPageLimit, placeLifetimeMs, clock);

  return {
    /**
     * Takes a place; undefined if there is none.
     *
     * @param gone gives the place back when the client leaves, as workerd stops the request then
     */
    take(gone?: AbortSignal): Leave | undefined {
      const leave = guards.underWay < calls.value ? places.take() : undefined;
      if (leave) gone?.addEventListener('abort', leave);
      return leave;
    },

    /** Measures how long one turn of the event loop takes, from work that began at `began`. Work of one millisecond takes the same turn. */
    watch(began: number): void {
      if (began === watched) return;
      watched = began;
      // A wait of 0 ends at the next turn of the event loop.
      void clock.wait(0).then(() => calls.learn(clock.now() - began));
    },
  };
}

/** The response to a request that gets no place. */
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

/** Sent to a request that gets no place, if the host has no document for it. */
export const defaultOverloaded = 'Too many requests are under way. Please try again in a moment.';
const defaultPageLimit = 256;
const defaultCallLimit = 400;
/** Milliseconds after which a request that never ended no longer counts as under way. */
const placeLifetimeMs = 30_000;
