import { type DomainEventType, domainEventTypes } from '@jogakbo/contracts/domain-events';
import { withQuery } from '@jogakbo/contracts/path';
import * as v from 'valibot';

/** An entry of the chain. `event` is the event's canonical JSON; `hash` is the SHA-256 of `previous` and `event`, in hexadecimal. */
export const Entry = v.object({
  seq: v.number(),
  event: v.string(),
  previous: v.string(),
  hash: v.string(),
});
export type Entry = v.InferOutput<typeof Entry>;

/** A page of entries in the order in which they were written. `next` is the `after` of the next page, null at the end. */
export const EntryPage = v.object({ entries: v.array(Entry), next: v.nullable(v.number()) });
export type EntryPage = v.InferOutput<typeof EntryPage>;

/**
 * The result of checking the chain. `count` is the number of the last good entry. `broken.seq` is the first broken entry. Its `why` is
 * `gap`: an entry before it is missing; `previous`: it does not follow the entry before it; `hash`: its event was changed; `head`: a
 * noted or signed head is not in the chain, so entries were cut off or replaced.
 */
export const Verification = v.object({
  intact: v.boolean(),
  count: v.number(),
  /** The last hash. Write it down elsewhere, to check later that no entry up to it was removed. */
  head: v.string(),
  broken: v.nullable(v.object({ seq: v.number(), why: v.picklist(['gap', 'previous', 'hash', 'head']) })),
});
export type Verification = v.InferOutput<typeof Verification>;

/** A signed head of the chain. `key` is the id of the service's key, `time` epoch milliseconds, `signature` base64. */
export const Signature = v.object({
  seq: v.number(),
  head: v.string(),
  time: v.number(),
  key: v.string(),
  signature: v.string(),
});
export type Signature = v.InferOutput<typeof Signature>;
/** All signed heads, in their order. */
export const SignatureList = v.object({ signatures: v.array(Signature) });

/** Asks to delete the entries up to a signed head. An operator has exported them before. */
export const Pruning = v.object({ seq: v.number(), head: v.string() });
/** The number of deleted entries. */
export const PruneReport = v.object({ pruned: v.number() });

/** Asks for a page of entries, or of entries of one type. */
export const EntryQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a number'), v.transform(Number)), '0'),
  type: v.optional(v.picklist(domainEventTypes)),
});
/** Asks to check the chain. `head` is an earlier head that must still be in it. */
export const VerificationQuery = v.object({
  head: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'))),
});

/** Paths of the service, for operators. */
export const paths = {
  /** GET: an {@link EntryPage}; `after` is 0 for the first page. */
  entries: (after = 0, type?: DomainEventType) => withQuery('/entries', { after, type }),
  /** GET: a {@link SignatureList}. */
  signatures: '/signatures',
  /** POST a {@link Pruning}: gives a {@link PruneReport}. */
  pruning: '/pruning',
  /** GET: a {@link Verification}. */
  verification: (head?: string) => withQuery('/verification', { head }),
};
