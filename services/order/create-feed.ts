import type { EndReason, OrderState } from './contract.ts';
import { isFinal } from './order-state.ts';

/** The data of an order that a stream sends. `version` grows by one with each state. */
export type FeedState = { state: OrderState; reason: EndReason | null; version: number };

type Stream = { order: string; expires: number; seen: string; controller: Controller };
type Controller = ReadableStreamDefaultController<Uint8Array>;

type Options = {
  /** Reads an order; undefined if it cannot be read now. */
  read(order: string): Promise<FeedState | undefined>;
  /** The most open streams. */
  limit?: number;
  /**
   * Milliseconds after which a stream ends and does not count any more. The browser reconnects by itself. The shell looks its session up
   * every 3 s, which is two invocations of workers, and Cloudflare allows 32 for one request.
   */
  lifetime?: number;
  /** Milliseconds between two reads of an order, however many streams follow it. */
  pollIntervalMs?: number;
  now?: () => number;
};

const encoder = new TextEncoder();

/**
 * The streams of one member's orders, as server-sent events. An order is read when `changed` is called, and at an interval, once for
 * all of its streams. https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function createFeed({
  read,
  limit = 3,
  lifetime = 30_000,
  pollIntervalMs = 3_000,
  now = Date.now,
}: Options) {
  const streams = new Set<Stream>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    /** Opens a stream of an order. @returns undefined if the most streams are open */
    async follow(order: string): Promise<ReadableStream<Uint8Array> | undefined> {
      dropExpired();
      if (streams.size >= limit) return undefined;
      let stream: Stream | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stream = { order, expires: now() + lifetime, seen: '', controller };
          streams.add(stream);
        },
        cancel() {
          if (stream) streams.delete(stream);
        },
      });
      await update(order);
      schedule();
      return body;
    },

    /** Reads an order that has changed, and sends its state at once. */
    async changed(order: string): Promise<void> {
      if ([...streams].some((stream) => stream.order === order)) await update(order);
    },
  };

  function schedule(): void {
    if (timer !== undefined || streams.size === 0) return;
    timer = setTimeout(async () => {
      dropExpired();
      await Promise.all([...new Set([...streams].map(({ order }) => order))].map(update));
      timer = undefined;
      schedule();
    }, pollIntervalMs);
  }

  async function update(order: string): Promise<void> {
    const found = await read(order).catch(() => undefined);
    if (!found) return;
    const { state, reason, version } = found;
    const data = JSON.stringify({ state, reason });
    for (const stream of streams) {
      if (stream.order !== order || stream.seen === data) continue;
      stream.seen = data;
      send(stream, `event: state\ndata: ${data}\nid: ${version + 1}\nretry: 3000\n\n`);
      if (isFinal(state)) {
        send(stream, `event: end\ndata: ${state}\n\n`);
        end(stream);
      }
    }
  }

  function send(stream: Stream, text: string): void {
    try {
      stream.controller.enqueue(encoder.encode(text));
    } catch {
      // The browser has left.
      streams.delete(stream);
    }
  }

  function end(stream: Stream): void {
    if (!streams.delete(stream)) return;
    try {
      stream.controller.close();
    } catch {
      // The browser has closed it.
    }
  }

  function dropExpired(): void {
    for (const stream of streams) if (stream.expires <= now()) end(stream);
  }
}
