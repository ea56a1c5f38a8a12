import * as v from 'valibot';
import type { ShellBindings } from '../bindings.ts';
import { matchPath } from '../match-path.ts';
import { routes } from '../pages.ts';
import { toNormalUrl } from '../to-normal-url.ts';
import { createTableReader } from './create-table-reader.ts';

/**
 * Which routes the shell has taken over: the percentage of visitors who get the shell's own answer, by path. An entry counts for its path and
 * all paths below it, the longest entry wins, and `*` is for all other routes. Without any entry all routes are the shell's.
 */
export const Takeover = v.record(
  v.pipe(v.string(), v.regex(/^(?:\*|\/[\w/-]*)$/, 'must be a path such as /search, or *')),
  v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
);
export type Takeover = v.InferOutput<typeof Takeover>;

const readTable = createTableReader('LEGACY_ROUTES', Takeover);

/** Reads the variable LEGACY_ROUTES. */
export function readTakeover({ LEGACY_ROUTES }: Pick<ShellBindings, 'LEGACY_ROUTES'>): Takeover {
  return readTable(LEGACY_ROUTES);
}

/**
 * The percentage of visitors for whom the shell answers an address: 100 for its own files and APIs, 0 for paths without a route.
 *
 * @param slices names of all slices
 */
export function toShare(takeover: Takeover, pathname: string, slices: ReadonlySet<string>): number {
  const path = toNormalUrl(pathname);
  // The shell refuses a path without a normal form.
  if (path === undefined || isForShell(path, slices)) return 100;
  if (!matchPath(routes, path)) return 0;
  const entries = Object.keys(takeover).filter(
    (entry) => path === entry || (entry !== '/' && path.startsWith(`${entry}/`)),
  );
  const longest = entries.sort((a, b) => b.length - a.length)[0] ?? '*';
  return takeover[longest] ?? 100;
}

/** Paths of the shell that are in no table of routes. */
const files = new Set([
  ...['/healthz', '/_beacon', '/robots.txt', '/.well-known/security.txt', '/opensearch.xml', '/sitemap.xml'],
  ...['/manifest.webmanifest', '/favicon.ico', '/favicon.svg', '/apple-touch-icon.png'],
]);
const folders = new Set(['_dev', 'readyz', 'sitemaps', 'icons', 'preview']);

function isForShell(path: string, slices: ReadonlySet<string>): boolean {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'assets') return second === 'shell' || slices.has(second);
  if (first === 'api' || first === '_fragments') return slices.has(second);
  return folders.has(first) || files.has(path);
}
