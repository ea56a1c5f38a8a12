import * as v from 'valibot';

/**
 * Where a BFF lists the pages that its slice has for everyone, for the sitemap that the shell writes.
 *
 * @param part from 1; without it the answer says only how many parts there are
 */
export function sitemapPath(part?: number): string {
  return part === undefined ? '/sitemap' : `/sitemap?part=${part}`;
}

export const SitemapQuery = v.object({
  part: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number))),
});

/**
 * How many paths one part holds at most. A sitemap may hold 50,000 addresses, and each page has one a language; fewer keep the cost of a
 * single request small.
 */
export const sitemapPartSize = 5_000;

/** A part beyond the last has no paths. */
export const SitemapPart = v.object({
  parts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  paths: v.array(v.pipe(v.string(), v.startsWith('/'))),
});
export type SitemapPart = v.InferOutput<typeof SitemapPart>;
