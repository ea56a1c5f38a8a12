import { fileURLToPath } from 'node:url';

/** Returns the script of wrangler. The variable WRANGLER_CLI names another one, such as a copy that starts faster. */
export function findWrangler(): string {
  return process.env.WRANGLER_CLI ?? fileURLToPath(import.meta.resolve('wrangler'));
}
