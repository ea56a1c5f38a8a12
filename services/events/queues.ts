import { type Consumer, consumers } from './followers.ts';

/** The calls of a queue that a producer uses. */
export type Queue = { sendBatch(messages: { body: unknown; contentType: 'json' }[]): Promise<unknown> };

/** The bindings of the queues, such as `SEARCH_EVENTS` for search. */
export type QueueBindings = { [Name in Consumer as `${Uppercase<Name>}_EVENTS`]: Queue };

/** The queue of a consumer. @returns undefined if there is no such consumer */
export function queueOf(env: QueueBindings, consumer: string): Queue | undefined {
  const known = consumers.find((name) => name === consumer);
  return known && env[`${known.toUpperCase() as Uppercase<Consumer>}_EVENTS`];
}

/** Sends messages in their order, in batches of the largest size: https://developers.cloudflare.com/queues/platform/limits/ */
export async function sendAll(queue: Queue, bodies: readonly unknown[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += mostAtOnce) {
    const part = bodies.slice(start, start + mostAtOnce);
    await queue.sendBatch(part.map((body) => ({ body, contentType: 'json' })));
  }
}

const mostAtOnce = 100;
