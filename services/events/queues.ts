import { type Consumer, consumers } from './followers.ts';

/** The calls of a queue that producing takes. */
export type Queue = { sendBatch(messages: { body: unknown; contentType: 'json' }[]): Promise<unknown> };

/** A consumer's queue is bound by its name: `SEARCH_EVENTS`. */
export type QueueBindings = { [Name in Consumer as `${Uppercase<Name>}_EVENTS`]: Queue };

/** @returns undefined for a consumer that does not exist, or no longer */
export function queueOf(env: QueueBindings, consumer: string): Queue | undefined {
  const known = consumers.find((name) => name === consumer);
  return known && env[`${known.toUpperCase() as Uppercase<Consumer>}_EVENTS`];
}

/** Sends messages in their order, as many at once as a queue takes: https://developers.cloudflare.com/queues/platform/limits/ */
export async function sendAll(queue: Queue, bodies: readonly unknown[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += mostAtOnce) {
    const part = bodies.slice(start, start + mostAtOnce);
    await queue.sendBatch(part.map((body) => ({ body, contentType: 'json' })));
  }
}

const mostAtOnce = 100;
