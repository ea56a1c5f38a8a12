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
 * hold for all of them together: the requests under way, and the fragment calls under way. A call that a page has still to make counts as
 * well, since a page that was taken on has to be made, even if it first waits for a copy or for what another fragment says.
 */
export function createAdmission(clock: Clock, guards: Guards, { pageLimit, callLimit }: Limits) {
  const calls = createCallLimit(clock, callLimit ?? defaultCallLimit);
  let watched = 0;
  const places = createLeases(pageLimit ?? defaultPageLimit, placeLifetimeMs, clock);
  const awaited = createLeases(Number.POSITIVE_INFINITY, placeLifetimeMs, clock);
  const preparing = createLeases(Number.POSITIVE_INFINITY, placeLifetimeMs, clock);
  let usual = usualCalls;

  return {
    /**
     * Takes a place; undefined if there is none.
     *
     * @param gone gives the place back when the client leaves, as workerd stops the request then
     */
    take(gone?: AbortSignal): Leave | undefined {
      const leave = underWay() < calls.value ? places.take() : undefined;
      if (leave) gone?.addEventListener('abort', leave);
      return leave;
    },

    /**
     * Counts a page that waits before it starts its fragments. Until then it counts as the calls that such pages usually make.
     *
     * @param gone ends the count when the client leaves
     * @returns ends that; takes how many fragments the page waits for now
     */
    prepare(gone?: AbortSignal): (fragments: number) => void {
      const end = preparing.take();
      if (end) gone?.addEventListener('abort', end);
      return (fragments) => {
        end?.();
        usual += (fragments - usual) * learningRate;
      };
    },

    /**
     * Counts fragments that a page waits for, each until it is done.
     *
     * @param gone ends the count when the client leaves
     */
    follow(fragments: Promise<unknown>[], gone?: AbortSignal): void {
      const ends = fragments.map((done) => {
        const end = awaited.take();
        if (end) void done.then(end);
        return end;
      });
      gone?.addEventListener('abort', () => {
        for (const end of ends) end?.();
      });
    },

    /** Measures how long this turn of the event loop takes. Work of one millisecond takes the same turn. */
    watch(): void {
      const began = clock.now();
      if (began === watched) return;
      watched = began;
      // A wait of 0 ends at the next turn of the event loop.
      void clock.wait(0).then(() => calls.learn(clock.now() - began));
    },
  };

  /** The calls under way and to be made. Calls that no page waits for, such as renewals, are among those of the guards only. */
  function underWay(): number {
    return Math.max(guards.underWay, awaited.out) + preparing.out * usual;
  }
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
/** The calls of a page whose number is not known yet, before any was counted: a page of twenty fragments without copies. */
const usualCalls = 20;
/** How much the newest page counts in the usual number of calls. */
const learningRate = 0.1;
/** Milliseconds after which a request that never ended no longer counts as under way. */
const placeLifetimeMs = 30_000;
