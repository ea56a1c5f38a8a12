/** For how long, in seconds, a copy may be shown: as it is, while a new one is fetched, and if that fetch fails. */
export type Freshness = { fresh: number; whileRevalidate: number; ifError: number };

/**
 * Reads `cache-control` of a response as a shared cache does (RFC 9111 §5.2.2, RFC 5861).
 *
 * @returns null if the response may not be stored: `no-store`, `private`, no lifetime, or no header
 */
export function toFreshness(cacheControl: string | null): Freshness | null {
  if (!cacheControl) return null;
  const directives = new Map(
    cacheControl.split(',').map((part) => {
      const [name = '', value = ''] = part.trim().split('=');
      return [name.toLowerCase(), value.replaceAll('"', '')] as const;
    }),
  );
  if (directives.has('no-store') || directives.has('private')) return null;
  const seconds = (name: string) => {
    const value = directives.get(name);
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const fresh = directives.has('no-cache') ? 0 : (seconds('s-maxage') ?? seconds('max-age'));
  if (fresh === undefined) return null;
  const strict = directives.has('must-revalidate') || directives.has('proxy-revalidate');
  return {
    fresh,
    whileRevalidate: strict ? 0 : (seconds('stale-while-revalidate') ?? 0),
    ifError: strict ? 0 : (seconds('stale-if-error') ?? 0),
  };
}

/** {@link toFreshness} that remembers its last results, as slices send the same few headers again and again. */
export function createFreshnessReader() {
  const known = new Map<string | null, Freshness | null>();

  return {
    read(cacheControl: string | null): Freshness | null {
      let freshness = known.get(cacheControl);
      if (freshness === undefined) {
        freshness = toFreshness(cacheControl);
        if (known.size >= mostKnown) known.clear();
        known.set(cacheControl, freshness);
      }
      return freshness;
    },
    clear: (): void => known.clear(),
  };
}

const mostKnown = 200;
