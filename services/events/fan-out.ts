import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { logFault } from '@jogakbo/edge/log';
import { type Consumer, consumers, followers } from './followers.ts';
import { type Queue, type QueueBindings, queueOf, sendAll } from './queues.ts';

/**
 * Puts each event into the queues of its followers.
 *
 * @returns the consumers whose queues failed. The other consumers already have their events, and get them again when the producer
 *   retries
 */
export async function fanOut(env: QueueBindings, events: readonly DomainEvent[]): Promise<Consumer[]> {
  const outcomes = await Promise.all(
    consumers.map(async (consumer) => {
      const theirs = events.filter(({ type }) => followers[type].includes(consumer));
      if (theirs.length === 0) return [];
      try {
        await sendAll(queueOf(env, consumer) as Queue, theirs);
        return [];
      } catch (error) {
        logFault('events-service', undefined, error, { consumer });
        return [consumer];
      }
    }),
  );
  return outcomes.flat();
}
