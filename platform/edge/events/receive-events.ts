import type { MessageBatch } from '@cloudflare/workers-types';
import { DomainEvent } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { logFault } from '../logs/log.ts';

/**
 * Makes a queue handler that takes events one after the other. An event that cannot be parsed or taken is retried, later each
 * time, as often as the `max_retries` of the queue says. Then it goes to the dead-letter queue. The rest of the batch goes on.
 *
 * An event may be delivered more than once and in any order. Services use `follows` or `followsOnce` of `createService` instead.
 *
 * @param worker the worker's name in logs, such as `shell`
 * @param take throws if the event could not be taken
 */
export function receiveEvents<Env>(worker: string, take: (event: DomainEvent, env: Env) => Promise<void>) {
  return (batch: MessageBatch<unknown>, env: Env): Promise<void> =>
    receiveMessages(worker, batch, (body) => take(v.parse(DomainEvent, body), env));
}

/** Takes the messages of a batch one after the other, with the retries of {@link receiveEvents}. */
export async function receiveMessages(
  worker: string,
  batch: MessageBatch<unknown>,
  take: (body: unknown) => Promise<void>,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      await take(message.body);
      message.ack();
    } catch (error) {
      logFault(worker, undefined, error);
      message.retry({ delaySeconds: toDelay(message.attempts) });
    }
  }
}

/** Seconds until the next attempt: 1, 2, 4, 8 and so on. A service that is down needs time to come back. */
function toDelay(attempts: number): number {
  return Math.min(2 ** Math.max(0, attempts - 1), longestDelaySeconds);
}

const longestDelaySeconds = 600;
