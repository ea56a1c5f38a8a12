import { DurableObject } from 'cloudflare:workers';
import type { Response as WorkersResponse } from '@cloudflare/workers-types';
import { createFeed, type FeedState } from './create-feed.ts';
import type { Bindings } from './order-service.ts';

/** Milliseconds between two reads of an order. */
const pollIntervalMs = 3_000;
/** The most open streams of a member. */
const maxStreams = 3;

/** The Durable Object with the streams of a member; its name is the member's id. It stores nothing. */
export class OrderFeed extends DurableObject<Bindings> {
  readonly #feed = createFeed({
    limit: maxStreams,
    pollIntervalMs,
    read: async (order) =>
      (await this.env.DB.prepare('SELECT state, cancelling AS reason, version FROM orders WHERE id = ?')
        .bind(order)
        .first<FeedState>()) ?? undefined,
  });

  /** Answers with the stream of the order in `?order=`; 429 if the member has too many. */
  override async fetch(request: { url: string }): Promise<WorkersResponse> {
    const order = new URL(request.url).searchParams.get('order') ?? '';
    const body = await this.#feed.follow(order);
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store',
    };
    const response = body ? new Response(body, { headers }) : new Response(null, { status: 429 });
    // It is the same class, but two libraries type it differently.
    return response as unknown as WorkersResponse;
  }

  async changed(order: string): Promise<void> {
    await this.#feed.changed(order);
  }
}
