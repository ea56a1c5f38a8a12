import type { Context } from 'hono';
import type * as v from 'valibot';
import type { Binding, Failure } from './call.ts';
import type { EdgeEnv } from './create-app.ts';

/** What every frontend worker is bound to, by its wrangler.toml. */
export type FrontendBindings = { BFF: Binding; ASSETS: Binding };

/** How long an answer may be shared, in seconds: RFC 9111 `s-maxage`, RFC 5861 stale extensions, and tags to drop it by. */
export type Sharing = {
  maxAge: number;
  staleWhileRevalidate?: number;
  staleIfError?: number;
  tags?: string[];
};

/** What a fragment's handler gives: HTML; null where there is nothing to show; or a failure's status. */
export type FragmentAnswer = string | null | { html: string; sharing: Sharing } | { status: 404 | 503 };

/** One fragment of a slice. */
export type Fragment<Params = never> = {
  /** A valibot object of the query parameters it reads; all others are dropped. Input that does not fit is 404. */
  params: v.ObjectSchema<v.ObjectEntries, undefined>;
  /** How long it may be shared. Leave out for a personal fragment: it is told who asks and is never stored. */
  sharing?: Sharing;
  /** For a personal fragment: how long what it shows to those it is told nothing of may be shared among them. */
  anonymous?: Sharing;
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

/** The answer to a call that failed: 404 where the thing does not exist, else 503, so that the shell's fallback steps in. */
export function toFailureAnswer(failure: Failure): { status: 404 | 503 } {
  return { status: failure.reason === 'not-found' ? 404 : 503 };
}
