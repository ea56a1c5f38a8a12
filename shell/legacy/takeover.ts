import { publicApiPath, revocationPath, tokenPath } from '@jogakbo/contracts/api';
import { RouteShares } from '@jogakbo/contracts/release-map';
import type { ShellBindings } from '../bindings.ts';
import { matchPath } from '../match-path.ts';
import { routes } from '../pages.ts';
import { toNormalUrl } from '../to-normal-url.ts';
import { createTableReader } from './create-table-reader.ts';
import { releasedTakeover } from './released-takeover.ts';

const readTable = createTableReader('LEGACY_ROUTES', RouteShares);

/**
 * Which routes the shell has taken over: the percentage of visitors who get the shell's own answer, by path. An entry counts for its path and
 * all paths below it, the longest entry wins, and `*` is for all other routes. Without any entry all routes are the shell's. An entry of
 * the release map counts in place of the same entry of the variable LEGACY_ROUTES.
 */
export function readTakeover(env: ShellBindings): RouteShares {
  const table = readTable(env.LEGACY_ROUTES);
  const released = releasedTakeover(env)?.routes;
  return released ? { ...table, ...released } : table;
}

/**
 * The percentage of visitors for whom the shell answers an address: 100 for its own files and APIs, 0 for paths without a route.
 *
 * @param slices names of all slices
 */
export function toShare(takeover: RouteShares, pathname: string, slices: ReadonlySet<string>): number {
  const path = toNormalUrl(pathname);
  // The shell refuses a path without a normal form.
  if (path === undefined || isForShell(path, slices)) return 100;
  if (!matchPath(routes, path)) return 0;
  return takeover[longestEntry(takeover, path)] ?? 100;
}

/** The entry of the table that counts for an address; undefined if the shop has no such route. */
export function findEntry(takeover: RouteShares, pathname: string): string | undefined {
  const path = toNormalUrl(pathname);
  return path !== undefined && matchPath(routes, path) ? longestEntry(takeover, path) : undefined;
}

function longestEntry(takeover: RouteShares, path: string): string {
  const entries = Object.keys(takeover).filter(
    (entry) => path === entry || (entry !== '/' && path.startsWith(`${entry}/`)),
  );
  return entries.sort((a, b) => b.length - a.length)[0] ?? '*';
}

/** Paths of the shell that are in no table of routes. */
const files = new Set([
  ...['/healthz', '/_beacon', '/robots.txt', '/.well-known/security.txt', '/opensearch.xml', '/sitemap.xml'],
  ...[
    '/llms.txt',
    '/.well-known/ucp',
    '/manifest.webmanifest',
    '/favicon.ico',
    '/favicon.svg',
    '/apple-touch-icon.png',
  ],
  // Programs of members get tokens of the shop. Their members agree on a page, which is a route like others.
  ...[tokenPath, revocationPath],
]);
/** What the API for partners has beside the routes of slices. */
const apiFiles = new Set(['openapi.json', 'docs', 'mcp']);
const folders = new Set(['_dev', '_services', 'readyz', 'sitemaps', 'icons', 'preview']);

function isForShell(path: string, slices: ReadonlySet<string>): boolean {
  const [, first = '', second = '', third = ''] = path.split('/');
  if (first === 'assets') return second === 'shell' || slices.has(second);
  // A legacy may have an API of its own below the same path.
  if (path.startsWith(`${publicApiPath}/`)) return apiFiles.has(third) || slices.has(third);
  if (first === 'api' || first === '_fragments') return slices.has(second);
  return folders.has(first) || files.has(path) || /^\/\.well-known\/oauth-/.test(path);
}
