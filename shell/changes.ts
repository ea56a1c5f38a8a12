import type { Visit } from '@jogakbo/compose';
import type { Context } from 'hono';
import { readCookie, toCookie } from './cookies.ts';

type Changes = NonNullable<Visit['changes']>;

/** Longer than any slice lets an old copy be shown while it is renewed. */
const lifetimeSeconds = 600;
/** The latest changes of a visitor that are remembered. */
const mostChanges = 8;

/** One change: a cache tag, and the time in milliseconds since the epoch, in base 36. */
const changeForm = /^([a-z]+-[\w-]{1,60})\.([0-9a-z]{1,9})$/;
const cookieForm = /^[\w.~-]{1,800}$/;

/**
 * Reads what the visitor changed in the last minutes. The isolate and the data centre that answer now may have copies from before, as only
 * the isolate that passed the change on has ended them.
 *
 * @returns undefined for visitors without changes
 */
export function readChanges(c: Pick<Context, 'req'>): Changes | undefined {
  const cookie = readCookie(c, 'changes', cookieForm);
  if (!cookie) return undefined;
  const now = Date.now();
  const changes = cookie.split('~').flatMap((text) => {
    const [, tag, time] = changeForm.exec(text) ?? [];
    const at = Number.parseInt(time ?? '', 36);
    // A change that is yet to come would make each of these pages fetch everything.
    return tag && at <= now && at > now - lifetimeSeconds * 1_000 ? [{ tag, at }] : [];
  });
  return changes.length > 0 ? changes.slice(-mostChanges) : undefined;
}

/** Longer than a service keeps an answer in its memory. */
const serviceMemoryMs = 10_000;

/** The headers with which fragments read what the visitor has just changed, and no answer that a service has kept from before. */
export function toNewestHeaders(changes: Changes | undefined): Record<string, string> {
  const isRecent = changes?.some(({ at }) => at > Date.now() - serviceMemoryMs);
  return isRecent ? { 'cache-control': 'no-cache' } : {};
}

/** Creates the cookie that remembers these changes, and the earlier ones of the visitor. */
export function createChangesCookie(c: Pick<Context, 'req'>, tags: readonly string[]): string {
  const now = Date.now();
  const earlier = (readChanges(c) ?? []).filter(({ tag }) => !tags.includes(tag));
  const changes = [...earlier, ...tags.map((tag) => ({ tag, at: now }))].slice(-mostChanges);
  const value = changes.map(({ tag, at }) => `${tag}.${at.toString(36)}`).join('~');
  return toCookie(c, 'changes', value, lifetimeSeconds);
}
