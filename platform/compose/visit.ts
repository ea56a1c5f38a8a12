import type { CallBudget } from './call-budget.ts';
import type { Client } from './create-client.ts';
import type { Change } from './fragment-cache.ts';
import type { PageHints } from './hints.ts';
import type { View } from './page.ts';

/** One request for a page or for a fragment, as the engine needs to know it. */
export type Visit = View & {
  /** Headers that each fragment gets, such as `traceparent`. */
  headers: Record<string, string>;
  /**
   * Gives the headers by which a slice knows who asks. Only personal fragments get them. Without headers, a personal fragment answers
   * as for a guest. For `unknown`, and when this throws, the fragment is not called, and its slot shows the fallback.
   */
  identity?: ((slice: string) => Identity | Promise<Identity>) | undefined;
  /**
   * Names the person who asks, and all that this person has changed: it gives another key after each change, log-in and log-out, and no
   * other person's request has the same. With a key, this visit is shown what its asker was shown some seconds ago, if the answer
   * of the fragment says `private, max-age=…`. Give a hash, not the id of a session.
   */
  askerKey?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Set if its personal fragments are fetched in any case, as for a browser that refreshes one. The answers replace the private copies. */
  refreshes?: boolean | undefined;
  /** Keeps work alive that goes on after the response. */
  waitUntil(work: Promise<unknown>): void;
  /** Aborts when the client leaves. */
  gone?: AbortSignal;
  /** The client of a page. The engine sets it: when it leaves, the calls end that were made for it alone. */
  client?: Client;
  /** What this visitor changed lately. Copies from before are not shown to them, unless a fetch fails. */
  changes?: readonly Change[] | undefined;
  /** Whether its page is confidential. The engine sets it. */
  confidential?: boolean | undefined;
  /** The hints of its page. The engine sets it. */
  hints?: PageHints | undefined;
  /** The calls that are left. The engine sets it. */
  calls?: CallBudget | undefined;
  /**
   * Names the variant of a slice that this visit gets, while a host has several at once, such as two versions during a release; undefined if
   * the slice has only one. The headers of the visit lead to it. No copy of one variant is shown to a visit of another one.
   */
  variantOf?: ((slice: string) => string | undefined) | undefined;
  /** Set if no copy may be shown to this visit, and none may be made of what it gets, such as a version that only one person sees. */
  withoutCopies?: boolean | undefined;
  /** A fragment that an action has already rendered. Its slot shows it, without a call. */
  inserted?: { fragment: string; html: string; version: string };
};

/** Who asks, as headers. `unknown` means that it cannot be found out now: neither a guest's nor a member's fragment is shown then. */
export type Identity = Record<string, string> | 'unknown' | undefined;
