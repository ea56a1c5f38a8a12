import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';
import type { BrowserScripts } from './build-browser-scripts.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { Frame } from './write-page.ts';

/**
 * A frame without the scripts. `trustedTypes` are the policies of the islands' frameworks, such as `vue`; without a policy, no text becomes
 * HTML.
 */
export type FrameOptions = Omit<Frame, 'importMap' | 'loader'> & {
  /** Files that islands import by a bare name: addresses by name, as in an import map. */
  imports?: Record<string, string>;
  /** The path of the browser's scripts, which `scripts` serves; `/scripts/` by default. */
  path?: string;
};

/** Makes the frame of all pages from the scripts of the browser, see `browser.ts`. */
export function createFrame(
  { loader, host, version }: BrowserScripts,
  { imports, path = '/scripts/', ...given }: FrameOptions,
): { frame: Frame; scripts: Endpoint } {
  const file = `${path}host.${version}.js`;
  const frame: Frame = {
    scriptPaths: [path, '/assets/'],
    ...given,
    trustedTypes: [trustedTypesPolicy, ...(given.trustedTypes ?? [])],
    importMap: JSON.stringify({ imports: { ...imports, '@jogakbo/host': file } }),
    loader,
  };
  return { frame, scripts: { fetch: async (input) => serve(typeof input === 'string' ? input : input.url) } };

  function serve(url: string): Response {
    if (new URL(url).pathname !== file) return new Response(null, { status: 404 });
    const headers = {
      'content-type': 'text/javascript',
      'cache-control': 'public, max-age=31536000, immutable',
    };
    return new Response(host, { headers });
  }
}
