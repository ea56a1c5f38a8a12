import { DurableObject } from 'cloudflare:workers';
import type { Response as WorkersResponse } from '@cloudflare/workers-types';
import type { Bindings } from './bindings.ts';
import { createFeed, type FeedState } from './create-feed.ts';

/** Milliseconds between two looks at an order, and how many streams a member has at most. */
const pace = 3_000;
const maxStreams = 3;

/** A member's streams, wherever they come in: one object for each member, named by the member's id. It keeps nothing. */
export class OrderFeed extends DurableObject<Bindings> {
  readonly #feed = createFeed({
    limit: maxStreams,
    pace,
    read: async (order) =>
      (await this.env.DB.prepare('SELECT state, cancelling AS reason, version FROM orders WHERE id = ?')
        .bind(order)
        .first<FeedState>()) ?? undefined,
  });

  /** The stream of the order in `?order=`; 429 where there are too many. */
  override async fetch(request: { url: string }): Promise<WorkersResponse> {
    const order = new URL(request.url).searchParams.get('order') ?? '';
    const body = await this.#feed.follow(order);
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store',
    };
    const response = body ? new Response(body, { headers }) : new Response(null, { status: 429 });
    // The same class; the types of the two libraries differ.
    return response as unknown as WorkersResponse;
  }

  async changed(order: string): Promise<void> {
    await this.#feed.changed(order);
  }
}
