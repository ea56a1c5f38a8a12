import worker from 'jogakbo:worker';
import { waitUntil } from './background.ts';
import type { ServerSettings } from './read-settings.ts';

type Answer = (request: Request, address: string) => Promise<Response>;

/**
 * Lets the joined worker answer the requests of clients.
 *
 * @param env the variables and bindings of the joined worker
 * @returns answers a request of a client with this network address
 */
export function createServer(
  { origin, behindProxy }: Pick<ServerSettings, 'origin' | 'behindProxy'>,
  env: object,
): Answer {
  const context = { waitUntil, passThroughOnException() {}, props: {} };

  return async function answer(request, address) {
    const headers = new Headers(request.headers);
    const forwarded = behindProxy ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
    headers.set('cf-connecting-ip', forwarded || address);
    const { pathname, search } = new URL(request.url);
    // A proxy in front speaks https with browsers, and http with this program.
    const url = origin?.startsWith('https:') ? origin + pathname + search : request.url;
    return worker.fetch(
      new Request(url === request.url ? request : new Request(url, request), { headers }),
      env,
      context,
    );
  };
}
