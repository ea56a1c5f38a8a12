import type { Clock } from './clock.ts';
import type { Client } from './create-client.ts';
import type { Flight } from './flight.ts';
import { joinBytes, type Part } from './join-bytes.ts';

type StreamOptions = {
  write: (flight: Flight) => Part[];
  /** Written after the last flight. */
  closing: string;
  clock: Clock;
  client: Client;
  /** Called at the end, and when the client leaves; perhaps twice. */
  onEnd: () => void;
};

/** The body of a page: first `first`, then each flight when it has settled. Flights that settle together go out in one write. */
export function streamFlights(first: Uint8Array, pending: Flight[], options: StreamOptions): ReadableStream {
  const { write, closing, clock, client, onEnd } = options;
  let cancelled = false;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(first);
      let waiting = pending;
      try {
        while (waiting.length > 0 && !client.gone) {
          await Promise.race(waiting.map(({ done }) => done));
          await clock.wait(0);
          const written = waiting.filter(({ piece }) => piece).flatMap(write);
          waiting = waiting.filter(({ piece }) => !piece);
          if (client.gone) break;
          controller.enqueue(joinBytes(waiting.length > 0 ? written : [...written, closing]));
        }
        if (!cancelled) controller.close();
      } finally {
        onEnd();
      }
    },
    cancel() {
      cancelled = true;
      client.leave();
      onEnd();
    },
  });
}
