import type { MessageBatch } from '@cloudflare/workers-types';
import { DomainEvent } from '@jogakbo/contracts/domain-events';
import * as v from 'valibot';
import { logFault } from '../logs/log.ts';

/**
 * A queue handler that takes events one after the other. What cannot be parsed or taken is tried again, later each time, as often
 * as the queue's `max_retries` says, and then goes to its dead-letter queue; the rest of the batch goes on. An event may come more
 * than once and in any order: where taking it twice would do harm, use `createConsumer`, which sees to that.
 *
 * @param worker the worker's name in logs, such as `shell`
 * @param take throws where the event could not be taken
 */
export function receiveEvents<Env>(worker: string, take: (event: DomainEvent, env: Env) => Promise<void>) {
  return async function receive(batch: MessageBatch<unknown>, env: Env): Promise<void> {
    for (const message of batch.messages) {
      try {
        await take(v.parse(DomainEvent, message.body), env);
        message.ack();
      } catch (error) {
        logFault(worker, undefined, error);
        message.retry({ delaySeconds: toDelay(message.attempts) });
      }
    }
  };
}

/** Seconds until the next attempt: 1, 2, 4, 8 and so on, so that what is down has time to come up. */
function toDelay(attempts: number): number {
  return Math.min(2 ** Math.max(0, attempts - 1), longestDelay);
}

const longestDelay = 600;
