import { logFault } from '@jogakbo/edge/log';
import type { DeadLetter } from './contract.ts';
import type { DeadLetterStore } from './dead-letter-store.ts';
import { type QueueBindings, queueOf, sendAll } from './queues.ts';

/** `absent` are consumers that do not exist any more, `failed` are consumers whose queues failed. Their letters stay. */
type Replayed = { count: number; absent: string[]; failed: string[] };

/**
 * Sends messages to their queues again, then drops them. A failure in between sends a message twice, which does no harm, since
 * consumers take an event once. A message that fails again comes back as a new letter.
 */
export async function replayLetters(
  letters: readonly DeadLetter[],
  env: QueueBindings,
  store: Pick<DeadLetterStore, 'drop'>,
): Promise<Replayed> {
  const replayed: Replayed = { count: 0, absent: [], failed: [] };
  for (const [consumer, theirs] of Map.groupBy(letters, (letter) => letter.consumer)) {
    const queue = queueOf(env, consumer);
    if (!queue) {
      replayed.absent.push(consumer);
      continue;
    }
    try {
      await sendAll(
        queue,
        theirs.map(({ body }) => JSON.parse(body)),
      );
      await store.drop(theirs.map(({ id }) => id));
      replayed.count += theirs.length;
    } catch (error) {
      logFault('events-service', undefined, error, { consumer });
      replayed.failed.push(consumer);
    }
  }
  return replayed;
}

/** Replays every dead letter that exists now. A letter that fails again during this gets a later number and is not replayed. */
export async function replayAll(
  env: QueueBindings,
  store: Pick<DeadLetterStore, 'last' | 'page' | 'drop'>,
  pageSize: number,
): Promise<Pick<Replayed, 'count' | 'failed'>> {
  const last = await store.last();
  let [count, after] = [0, 0];
  const failed = new Set<string>();
  while (after < last) {
    const letters = (await store.page(after, pageSize)).filter(({ id }) => id <= last);
    const part = await replayLetters(letters, env, store);
    count += part.count;
    for (const consumer of part.failed) failed.add(consumer);
    after = letters.at(-1)?.id ?? last;
  }
  return { count, failed: [...failed] };
}
