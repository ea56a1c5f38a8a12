import type { Binding } from '@jogakbo/edge/call';
import type { DomainEvent } from '../../contracts/domain-events.ts';

/**
 * What a worker that says what happened in it is given in a test: `EVENTS` to say it to, and the `context` that runs what it leaves
 * for later. `taken` is what it said; while `away`, nobody hears it.
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
    /** Waits for what was left for later. */
    async settle() {
      for (const promise of work.splice(0)) await promise;
    },
  };
  return events;
}
