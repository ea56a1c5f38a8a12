import type { Context } from 'hono';
import { ownNames, type ShellBindings, type ShellEnv } from '../bindings.ts';
import type { Region } from './regions.ts';
import { releasedTakeover } from './released-takeover.ts';
import { findEntry, readTakeover, toShare } from './takeover.ts';

/** Says for developers why the legacy answers this address: the entry that counts, its share, and where it is set. Visitors can read
 * it, so it names no people. */
export function describeRoute(c: Context<ShellEnv>): string {
  const { pathname } = new URL(c.req.url);
  const takeover = readTakeover(c.env);
  const entry = findEntry(takeover, pathname);
  const share = toShare(takeover, pathname, ownNames(c.env));
  if (entry === undefined) return 'the shop has no such route';
  return [`${entry} is ours for ${share} %`, toSource(c.env, 'LEGACY_ROUTES', entry)].join(' · ');
}

/** Says for developers which side a part of a page comes from, and why. */
export function describeRegion(env: ShellBindings, { page, slot, selector, ours, follows }: Region): string {
  if (follows) return [selector, `follows ${follows}`, 'LEGACY_PERSONAL'].join(' · ');
  const released = releasedTakeover(env)?.parts?.[page]?.[slot] !== undefined;
  return [selector, `ours for ${ours} %`, toSource(env, 'LEGACY_FRAGMENTS', released)].join(' · ');
}

/** @param entry the entry of a route, or whether the release map has the part */
function toSource(env: ShellBindings, variable: string, entry: string | boolean): string {
  const routes = releasedTakeover(env)?.routes ?? {};
  const isReleased = typeof entry === 'boolean' ? entry : Object.hasOwn(routes, entry);
  return isReleased ? 'release map' : variable;
}
