import { type Ask, checks, productChecks, readProducts, SmokeError } from './checks.ts';

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
  const products = await readProducts(createClient(url, signal)).catch(() => []);
  const chosen = products.length > 0 ? [...checks, ...productChecks] : checks;
  const passed = await Promise.all(
    chosen.map(async ({ name, run }) => {
      try {
        const note = await run(createClient(url, signal));
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

/** Creates a client with cookies of its own, so that the checks do not share a cart. */
function createClient(url: string, signal: AbortSignal): Ask {
  const cookies = new Map<string, string>();
  return async (path, init) => {
    const response = await fetch(new URL(path, url), {
      ...{ method: init?.method ?? 'GET', redirect: 'manual', signal },
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init ? { origin: new URL(url).origin } : {}),
      },
      ...(init ? { body: new URLSearchParams(init.form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  };
}

function toReason(error: unknown, url: string, longest: number): string {
  if (error instanceof SmokeError) return error.message;
  if ((error as Error).name === 'TimeoutError') return `no answer within ${longest / 1_000} s`;
  return `${url} cannot be reached: ${(error as Error).message}`;
}
