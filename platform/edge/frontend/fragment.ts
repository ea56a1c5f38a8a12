import type { Context } from 'hono';
import type * as v from 'valibot';
import type { EdgeEnv } from '../app/create-app.ts';
import type { Binding, Failure } from '../calls/call.ts';

/** The bindings of every frontend, from its wrangler.toml. */
export type FrontendBindings = { BFF: Binding; ASSETS: Binding };

/** How long an answer may be shared, in seconds: `max-age` of RFC 9111, and the stale extensions of RFC 5861 (default 0). It is not
 * `s-maxage`, which forbids a cache to use the stale extensions (RFC 9111 §5.2.2.10). */
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
  /** Replaces the declared `privateSeconds` for this answer. */
  privateSeconds?: number;
  /** What other slices of the page need not ask for, if the page passes it on. They read it with `readHints`. */
  hints?: object;
  /** Path and query of the shown content, if it differs from the request. In a page's head it decides the canonical address. */
  place?: string;
};

/** One fragment of a slice. */
export type Fragment<Params = never> = {
  /** The schema of the query parameters that it gets. Other parameters are dropped, and wrong ones are 404. */
  params: v.ObjectSchema<v.ObjectEntries, undefined>;
  /** How long it may be shared. A fragment without it is personal: it gets the identity of the asker and is stored for nobody else. */
  sharing?: Sharing;
  /** For a personal fragment: how long its HTML for guests without an identity may be shared among them. */
  anonymous?: Sharing;
  /**
   * For a personal fragment: for how many seconds, at most 3, the same person may be shown the same answer again. That person's own changes
   * end it at once. Leave it out if the answer has something for one page only, such as the key of a form.
   */
  privateSeconds?: number;
  /** For a personal fragment with nothing for guests: a guest gets 401, and `render` is not called. */
  membersOnly?: boolean;
  /** Whether the slice's remote exposes an island of the same name. */
  island?: boolean;
  /** The document events after which the browser fetches it again. */
  refreshOn?: string[];
  render(c: Context<EdgeEnv<FrontendBindings>>, params: Params): Promise<FragmentAnswer>;
};

/**
 * Declares one fragment. Its schema gives the types of the parameters of `render`.
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

/** The answer of a fragment whose call failed: the callee's 4xx as it is, else 503. The page then shows its fallback. */
export function toFailureAnswer({ reason, status }: Failure): { status: number } {
  return { status: reason === 'not-found' || reason === 'refused' ? status : 503 };
}
