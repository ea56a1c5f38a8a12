import { type DomainEventType, domainEventTypes } from '@jogakbo/contracts/domain-events';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** A link of the chain. `event` is the event's canonical JSON; `hash` is SHA-256 of `previous` and `event`, in hexadecimal. */
export const Entry = v.object({
  seq: v.number(),
  event: v.string(),
  previous: v.string(),
  hash: v.string(),
});
export type Entry = v.InferOutput<typeof Entry>;

/** In the order in which they were taken; `next` is where the following page starts, null at the end. */
export const EntryPage = v.object({ entries: v.array(Entry), next: v.nullable(v.number()) });
export type EntryPage = v.InferOutput<typeof EntryPage>;

/**
 * What walking the chain found. `seq` is the first link that does not hold, and why: `gap`, one before it is gone; `previous`, it
 * does not hang on the one before; `hash`, it says something else than when it was written; `head`, the head that was noted is
 * nowhere in the chain, so its end was cut off.
 */
export const Verification = v.object({
  intact: v.boolean(),
  count: v.number(),
  /** The last hash. Whoever notes it elsewhere can tell later that nothing up to it was taken away. */
  head: v.string(),
  broken: v.nullable(v.object({ seq: v.number(), why: v.picklist(['gap', 'previous', 'hash', 'head']) })),
});
export type Verification = v.InferOutput<typeof Verification>;

export const EntryQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a number'), v.transform(Number)), '0'),
  type: v.optional(v.picklist(domainEventTypes)),
});
export const VerificationQuery = v.object({
  head: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))),
});

/** For operators. */
export const paths = {
  entries: (after = 0, type?: DomainEventType) => withQuery('/entries', { after, type }),
  verification: (head?: string) => withQuery('/verification', { head }),
};
