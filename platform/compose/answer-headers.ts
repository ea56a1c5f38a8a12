import { headers } from '@jogakbo/contracts/fragment';
import type { AnswerHeaders } from './answer.ts';

/** Whether an answer is HTML in UTF-8. ASCII is UTF-8, too. */
export function isHtml(contentType: string): boolean {
  if (usual.has(contentType)) return true;
  if (!/^\s*text\/html\s*(;|$)/i.test(contentType)) return false;
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}

/** The usual types, which need no parsing. */
const usual = new Set(['text/html', 'text/html; charset=utf-8', 'text/html; charset=UTF-8']);

/**
 * Whether copies of an answer are told apart by all headers that the answer varies on: a copy's key has the language, and a copy is never
 * made with an identity.
 *
 * @param identity the name of the identity's header
 */
export function isKeyed(vary: string | null, identity: string = headers.identity): boolean {
  if (vary === null) return true;
  const names = vary.split(',').map((name) => name.trim().toLowerCase());
  return names.every((name) => name === identity || keyed.has(name));
}

const keyed = new Set(['', 'accept-language', 'accept-encoding']);

/** The tags of `cache-tag`, which are separated by commas. */
export function toTags(cacheTag: string | null): string[] {
  return cacheTag?.split(',').map((tag) => tag.trim()) ?? [];
}

/** The announced length of a body; -1 if none was announced, or if it is the length of an encoded body. */
export function toLength(said: AnswerHeaders): number {
  const length = said.get('content-length');
  return length === null || said.has('content-encoding') ? -1 : Number(length);
}

/** A path on this site from `content-location`; undefined for any other address. */
export function toPlace(location: string | null): string | undefined {
  return location && /^\/(?![/\\])/.test(location) ? location : undefined;
}

/** The target of a redirect: a path on this site, or an address on another one. Undefined if it cannot be one. */
export function toRedirectTarget(location: string | null): string | undefined {
  if (!location || !URL.canParse(location, fragmentOrigin)) return undefined;
  const { protocol, origin, pathname, search, hash, href } = new URL(location, fragmentOrigin);
  if (origin === fragmentOrigin) return pathname + search + hash;
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** The origin of calls to an endpoint. A service binding ignores it. */
export const fragmentOrigin = 'http://fragment';
