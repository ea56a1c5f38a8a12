import * as v from 'valibot';

/**
 * Builds the path at which a BFF lists the public pages of its slice. The shell writes the sitemap from it.
 *
 * @param part the number of the part, from 1; without it the answer only has the number of parts
 */
export function sitemapPath(part?: number): string {
  return part === undefined ? '/sitemap' : `/sitemap?part=${part}`;
}

/** The query of {@link sitemapPath}. */
export const SitemapQuery = v.object({
  part: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number))),
});

/**
 * The largest number of paths in one part. A sitemap may have 50,000 addresses, and each page has one for each language. A smaller number
 * keeps a single request cheap.
 */
export const sitemapPartSize = 5_000;

/** One part of a slice's public paths. A part after the last one has no paths. */
export const SitemapPart = v.object({
  parts: v.pipe(v.number(), v.integer(), v.minValue(0)),
  paths: v.array(v.pipe(v.string(), v.startsWith('/'))),
});
export type SitemapPart = v.InferOutput<typeof SitemapPart>;
