import config from 'jogakbo:config';
import worker from 'jogakbo:worker';
import { waitUntil } from './background.ts';
import { createAssets } from './create-assets.ts';
import type { createServices } from './create-services.ts';
import type { ServerSettings } from './read-settings.ts';

type Answer = (request: Request, address: string) => Promise<Response>;

/**
 * Puts the joined worker of the shell and the faces on bindings of this process: files from memory, and services by calls over HTTP.
 * It has no binding for releases, views and old files, so there is one version of everything, and no view is recorded.
 *
 * @param folder the folder of the files
 * @returns answers a request of a client with this network address
 */
export function createServer(
  { origin, behindProxy, variables }: ServerSettings,
  services: ReturnType<typeof createServices>,
  folder: string,
): Answer {
  const env = {
    ...variables,
    [config.assets]: createAssets(folder),
    ...Object.fromEntries(config.services.map(({ binding, slice }) => [binding, services.of(slice)])),
  };
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
