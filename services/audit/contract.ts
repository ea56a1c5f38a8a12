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

/** A head of the chain, signed by the service's own key, whose id is `key`. `signature` is base64, of what `toSigned` writes. */
export const Signature = v.object({
  seq: v.number(),
  head: v.string(),
  time: v.number(),
  key: v.string(),
  signature: v.string(),
});
export type Signature = v.InferOutput<typeof Signature>;
export const SignatureList = v.object({ signatures: v.array(Signature) });

/** Asks to delete the entries up to a signed head, which an operator has exported. */
export const Pruning = v.object({ seq: v.number(), head: v.string() });
export const PruneReport = v.object({ pruned: v.number() });

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
  signatures: '/signatures',
  /** POST: deletes entries that were exported. */
  pruning: '/pruning',
  verification: (head?: string) => withQuery('/verification', { head }),
};
