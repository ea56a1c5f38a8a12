import { toPath, withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** A message that its consumer could not take. `body` is its JSON, `time` when it was given up, epoch milliseconds. */
export const DeadLetter = v.object({
  id: v.number(),
  consumer: v.string(),
  body: v.string(),
  time: v.number(),
});
export type DeadLetter = v.InferOutput<typeof DeadLetter>;

/** Oldest first; `next` is where the following page starts, null at the end. */
export const DeadLetterPage = v.object({ letters: v.array(DeadLetter), next: v.nullable(v.number()) });
export type DeadLetterPage = v.InferOutput<typeof DeadLetterPage>;

const Digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a number'), v.transform(Number));
export const PageQuery = v.object({ after: v.optional(Digits, '0') });
/** Epoch milliseconds. */
export const ExpiryQuery = v.object({ before: Digits });
export const LetterId = v.object({ id: Digits });

/** How many messages went back to their queues. */
export const ReplayReport = v.object({ replayed: v.number() });
export const DropReport = v.object({ dropped: v.number() });

/** For operators. Events are handed over by `eventsPath` of contracts. */
export const paths = {
  letters: (after = 0) => withQuery('/dead-letters', { after }),
  /** DELETE: those that were given up before a time. */
  expired: (before: number) => withQuery('/dead-letters', { before }),
  /** DELETE: nobody wants it any more. */
  letter: (id: number) => toPath`/dead-letters/${id}`,
  /** POST: back to its consumer's queue, and out of here. */
  replay: (id: number) => toPath`/dead-letters/${id}/replay`,
  replayAll: '/dead-letters/replay',
};
