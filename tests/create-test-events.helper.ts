import type { Binding } from '@jogakbo/edge/call';
import type { DomainEvent } from '../contracts/domain-events.ts';

/**
 * Creates what a worker that publishes events needs in a test: `EVENTS`, and the `context` that keeps its `waitUntil` work. `taken`
 * lists the published events. While `away` is true, `EVENTS` answers 503.
 */
export function createTestEvents() {
  const work: Promise<unknown>[] = [];
  const events = {
    taken: [] as DomainEvent[],
    away: false,
    EVENTS: {
      async fetch(request) {
        if (events.away) return new Response(null, { status: 503 });
        events.taken.push(...((await request.json()) as { events: DomainEvent[] }).events);
        return Response.json({}, { status: 202 });
      },
    } satisfies Binding as Binding,
    context: {
      waitUntil: (promise: Promise<unknown>) => void work.push(promise),
      passThroughOnException() {},
      props: {},
    },
    /** Waits for the work that the worker passed to `waitUntil`. */
    async settle() {
      for (const promise of work.splice(0)) await promise;
    },
  };
  return events;
}
