/** How a worker consumes a queue: the settings of `[[queues.consumers]]`. Times are in seconds. */
export type QueueRules = {
  /** The binding with which the queue calls its consumer. */
  binding: string;
  maxBatchSize?: number;
  maxBatchTimeout?: number;
  maxRetries?: number;
  retryDelay?: number;
  deadLetterQueue?: string;
};

/** The consumer's answer to a batch: https://developers.cloudflare.com/queues/configuration/javascript-apis/ */
export type QueueAnswer = {
  outcome: string;
  retryBatch: { retry: boolean; delaySeconds?: number };
  retryMessages?: { msgId: string; delaySeconds?: number }[];
  /** The messages that the consumer has acknowledged one by one. They are taken, also if it fails later. */
  explicitAcks?: string[];
};

/** A delivered message. `attempts` counts the deliveries before this one. */
type Delivered = { id: string; attempts: number };

type Verdict<Message> = { taken: Message[]; again: { message: Message; delay: number }[]; dead: Message[] };

/** Sorts the messages of a batch by the consumer's answer. `delay` is in seconds. */
export function judgeBatch<Message extends Delivered>(
  batch: Message[],
  answer: QueueAnswer,
  rules: QueueRules,
): Verdict<Message> {
  const verdict: Verdict<Message> = { taken: [], again: [], dead: [] };
  const all = answer.retryBatch.retry || answer.outcome !== 'ok';
  const single = new Map(answer.retryMessages?.map(({ msgId, delaySeconds }) => [msgId, delaySeconds]));
  const acked = new Set(answer.explicitAcks);
  for (const message of batch) {
    const delay =
      single.get(message.id) ?? answer.retryBatch.delaySeconds ?? rules.retryDelay ?? defaults.retryDelay;
    if (acked.has(message.id) || (!all && !single.has(message.id))) verdict.taken.push(message);
    else if (message.attempts < (rules.maxRetries ?? defaults.maxRetries))
      verdict.again.push({ message, delay });
    else verdict.dead.push(message);
  }
  return verdict;
}

/** The messages of a queue that wait: when the first must be delivered, if there is one, and how many may be. */
export type Waiting = { first: number | null; due: number };

/** The columns of {@link Waiting} in a table of messages. `?1` is the batch timeout in milliseconds, `?2` the time now. */
export const waitingColumns =
  'min(due + iif(attempts = 0, ?1, 0)) AS first, count(*) FILTER (WHERE due <= ?2) AS due';

/** When the next batch is delivered: at once if it is full, else when its first message has waited for the batch timeout. */
export function toNextDelivery(
  { first, due }: Waiting,
  { maxBatchSize = defaults.maxBatchSize }: Pick<QueueRules, 'maxBatchSize'>,
  now: number,
): number | undefined {
  if (first === null) return undefined;
  return due >= maxBatchSize ? now : first;
}

/** Cloudflare's defaults: https://developers.cloudflare.com/queues/configuration/configure-queues/ */
export const defaults = { maxBatchSize: 10, maxBatchTimeout: 5, maxRetries: 3, retryDelay: 0 } as const;
