import { buildBrowserScripts } from './build-browser-scripts.ts' with { type: 'macro' };
import { type FrameOptions, createFrame as make } from './create-frame.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { Frame } from './write-page.ts';

export type { FrameOptions } from './create-frame.ts';

const browserScripts = buildBrowserScripts();

/**
 * Makes the frame of all pages, with the scripts that hydrate islands and refresh fragments.
 *
 * @returns the frame, and a server of the scripts for a route such as `/scripts/*`
 * @example
 * const { frame, scripts } = createFrame({ style: 'body { margin: 2rem }' });
 * const host = createHost({ frame, routes: { '/': home, '/scripts/*': scripts }, endpointOf, notFound, unavailable });
 */
export function createFrame(options: FrameOptions = {}): { frame: Frame; scripts: Endpoint } {
  return make(browserScripts, options);
}
