import type { CopyStore } from '@jogakbo/compose/data-centre';

/** The part of the Cache API that workerd has and the web's types lack. */
type DataCentreCaches = { default?: Cache };

/**
 * Keeps the engine's copies in the Cache API, which all isolates of a data centre share.
 * https://developers.cloudflare.com/workers/runtime-apis/cache/
 *
 * @returns undefined on a runtime without such a cache
 */
export function createCopyStore(): CopyStore | undefined {
  const cache = (globalThis as { caches?: DataCentreCaches }).caches?.default;
  if (!cache) return undefined;
  const toUrl = (key: string) => `https://copies.internal/${encodeURIComponent(key)}`;
  return {
    read: async (key) => (await cache.match(toUrl(key)))?.text(),
    write: (key, text, seconds) =>
      cache.put(toUrl(key), new Response(text, { headers: { 'cache-control': `max-age=${seconds}` } })),
  };
}
