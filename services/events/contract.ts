import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** A message that its consumer could not take. `body` is JSON; `time` is the end of its last try, epoch milliseconds. */
export const DeadLetter = v.object({
  id: v.number(),
  consumer: v.string(),
  body: v.string(),
  time: v.number(),
});
export type DeadLetter = v.InferOutput<typeof DeadLetter>;

/** A page of dead letters, the oldest first. `next` is the `after` of the next page, null at the end. */
export const DeadLetterPage = v.object({ letters: v.array(DeadLetter), next: v.nullable(v.number()) });
export type DeadLetterPage = v.InferOutput<typeof DeadLetterPage>;

const Digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a number'), v.transform(Number));
/** Asks for a page of dead letters. */
export const PageQuery = v.object({ after: v.optional(Digits, '0') });
/** Asks for dead letters from before a time, epoch milliseconds. */
export const ExpiryQuery = v.object({ before: Digits });
/** The id of a dead letter, as a parameter of a path. */
export const LetterId = v.object({ id: Digits });

/** How many messages were sent to their queues again. */
export const ReplayReport = v.object({ replayed: v.number() });
/** How many messages were dropped. */
export const DropReport = v.object({ dropped: v.number() });

/** Paths for operators. Services post events to `eventsPath` of contracts. */
export const paths = {
  /** GET: a {@link DeadLetterPage}; `after` is 0 for the first page. */
  letters: (after = 0) => withQuery('/dead-letters', { after }),
  /** DELETE: drops dead letters from before a time, epoch milliseconds, and gives a {@link DropReport}. */
  expired: (before: number) => withQuery('/dead-letters', { before }),
  /** DELETE: drops a dead letter and gives a {@link DropReport}. */
  letter: (id: number) => toPath`/dead-letters/${id}`,
  /** POST: sends a dead letter to its consumer's queue, drops it, and gives a {@link ReplayReport}. */
  replay: (id: number) => toPath`/dead-letters/${id}/replay`,
  /** POST: the same for all dead letters. */
  replayAll: '/dead-letters/replay',
};
