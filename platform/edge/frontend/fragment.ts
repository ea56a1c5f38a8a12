import type { Context } from 'hono';
import type * as v from 'valibot';
import type { EdgeEnv } from '../app/create-app.ts';
import type { Binding, Failure } from '../calls/call.ts';

/** What every frontend worker is bound to, by its wrangler.toml. */
export type FrontendBindings = { BFF: Binding; ASSETS: Binding };

/** How long an answer may be shared, in seconds: `s-maxage` of RFC 9111, and the stale extensions of RFC 5861 (default 0). */
export type Sharing = {
  maxAge: number;
  staleWhileRevalidate?: number;
  staleIfError?: number;
};

/**
 * A fragment's answer: HTML; null if there is nothing to show; a status from 400 to 499 to refuse the request, which counts as no
 * failure; or 503 for a failure.
 */
export type FragmentAnswer = string | null | FragmentHtml | { status: number };

export type FragmentHtml = {
  html: string;
  /** Cache tags: an event with one of them ends the copies of this answer. */
  tags?: string[];
  /** Replaces parts of the fragment's declared sharing for this answer. A personal fragment stays personal. */
  sharing?: Partial<Sharing>;
  /** Path and query of the shown content, if it differs from the request. In a page's head it decides the canonical address. */
  place?: string;
};

/** One fragment of a slice. */
export type Fragment<Params = never> = {
  /** A valibot object of the query parameters it reads; all others are dropped. Input that does not fit is 404. */
  params: v.ObjectSchema<v.ObjectEntries, undefined>;
  /** How long it may be shared. A fragment without it is personal: it learns who asks and is never stored. */
  sharing?: Sharing;
  /** For a personal fragment: how long its HTML for guests without an identity may be shared among them. */
  anonymous?: Sharing;
  /** For a personal fragment that has nothing for guests: they get 401, and `render` is not called. */
  membersOnly?: boolean;
  /** Whether the slice's remote exposes an island of the same name. */
  island?: boolean;
  /** Document events on which the browser fetches it anew. */
  refreshOn?: string[];
  render(c: Context<EdgeEnv<FrontendBindings>>, params: Params): Promise<FragmentAnswer>;
};

/**
 * Declares one fragment; gives back what it was given, with the handler's parameters typed by the schema.
 *
 * @example
 * export const price = defineFragment({
 *   params: v.object({ product: ProductId }),
 *   sharing: { maxAge: 30, staleWhileRevalidate: 300 },
 *   async render(c, { product }) {
 *     const price = await call(c, c.env.BFF, paths.price(product), PriceView);
 *     return price.ok ? renderStatic(() => <Price {...price.value} />) : toFailureAnswer(price);
 *   },
 * });
 */
export function defineFragment<Entries extends v.ObjectEntries>(
  fragment: Omit<Fragment<v.InferOutput<v.ObjectSchema<Entries, undefined>>>, 'params'> & {
    params: v.ObjectSchema<Entries, undefined>;
  },
): Fragment {
  return fragment as unknown as Fragment;
}

/** The answer to a call that failed: the callee's 4xx as it is, else 503. In either case the page shows its fallback. */
export function toFailureAnswer({ reason, status }: Failure): { status: number } {
  return { status: reason === 'not-found' || reason === 'refused' ? status : 503 };
}
