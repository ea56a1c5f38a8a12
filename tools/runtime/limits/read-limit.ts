/** Cloudflare's limit: https://developers.cloudflare.com/workers/runtime-apis/bindings/service-bindings/#limits */
export const invocationLimit = 32;

/**
 * Reads from the variable LIMIT how many invocations of workers one request may make. The default is Cloudflare's limit, except for the
 * topology `tiers`, whose pages need more.
 *
 * @returns 0 for any number
 * @throws Error if LIMIT is no such number
 */
export function readLimit(topology: string, given = process.env.LIMIT): number {
  if (!given) return topology === 'tiers' ? 0 : invocationLimit;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 0)
    throw new Error(`LIMIT is not a number of invocations: ${given}`);
  return limit;
}
