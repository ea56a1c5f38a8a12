import { createVisitor } from '../visitor/create-visitor.ts';
import { checks, productChecks, readProducts, SmokeError } from './checks.ts';

/** All checks together take at most this long. */
export const longestRunMs = 18_000;

/**
 * Checks a deployed shop from outside, as a shopper would use it.
 *
 * @param say receives a line about each check
 * @param longest how long all checks together may take, in milliseconds
 * @returns whether every check has passed
 */
export async function runSmoke(
  url: string,
  say: (line: string) => void,
  longest = longestRunMs,
): Promise<boolean> {
  const started = performance.now();
  const signal = AbortSignal.timeout(longest);
  // The checks share no cart, since each has a visitor of its own.
  const open = () =>
    createVisitor(new URL(url).origin, (address, init) => fetch(address, { ...init, signal }));
  const products = await readProducts(open()).catch(() => []);
  const chosen = products.length > 0 ? [...checks, ...productChecks] : checks;
  const passed = await Promise.all(
    chosen.map(async ({ name, run }) => {
      try {
        const note = await run(open());
        say(`ok      ${name}${note ? ` (${note})` : ''}`);
        return true;
      } catch (error) {
        say(`FAILED  ${name}: ${toReason(error, url, longest)}`);
        return false;
      }
    }),
  );
  const failed = passed.filter((each) => !each).length;
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const said =
    failed === 0 ? `All ${passed.length} checks passed` : `${failed} of ${passed.length} checks failed`;
  say(`${said} in ${seconds} s.`);
  if (products.length === 0 && failed === 0)
    say(`The shop has no products yet. Fill it: bun run import --seed --url ${url}`);
  return failed === 0;
}

function toReason(error: unknown, url: string, longest: number): string {
  if (error instanceof SmokeError) return error.message;
  if ((error as Error).name === 'TimeoutError') return `no answer within ${longest / 1_000} s`;
  return `${url} cannot be reached: ${(error as Error).message}`;
}
