import type { DomainEvent } from '@jogakbo/contracts/domain-events';
import { type Consumer, consumers, followers } from './followers.ts';
import { type Queue, type QueueBindings, queueOf, sendAll } from './queues.ts';

/**
 * Puts each event into the queue of everyone who follows it.
 *
 * @returns whose queue did not take theirs; the others then have them already, and may get them again
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
        console.error(JSON.stringify({ worker: 'events-service', consumer, error: String(error) }));
        return [consumer];
      }
    }),
  );
  return outcomes.flat();
}
