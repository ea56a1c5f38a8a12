/**
 * The line at the start of a shop whose pages do not fit into Cloudflare's limit.
 *
 * @param limit the most invocations of workers for one request; 0 for any number
 */
export function unlimitedNote(topology: string, limit: number): string {
  if (topology !== 'tiers' || limit > 0) return '';
  return `  The limit of 32 invocations is off: with a worker for each tier, a new product page needs about 50.\n`;
}
