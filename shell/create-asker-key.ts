import { createHash } from 'node:crypto';
import type { Visit } from '@jogakbo/compose';
import type { Context } from 'hono';
import { readEpoch } from './epoch.ts';
import type { Asker } from './read-asker.ts';

/**
 * Creates the function that names the asker of a page for the private copies of the engine: a hash of the session, of the member and the
 * visitor that it belongs to, and of their last change. Nothing is named for a request that changes something, or while it is unknown who
 * asks.
 */
export function createAskerKey(c: Pick<Context, 'req'>, asker: Asker): Visit['askerKey'] {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined;
  let key: Promise<string | undefined> | undefined;
  return () => {
    key ??= readKey();
    return key;
  };

  async function readKey(): Promise<string | undefined> {
    const found = await asker.loggedIn();
    if (found === 'unknown') return undefined;
    const member = found === 'nobody' ? null : found.member;
    const visitor = (await asker.visitor()) ?? null;
    if (member === null && visitor === null) return undefined;
    const who = [member === null ? null : asker.session, member, visitor, readEpoch(c)];
    return createHash('sha256').update(JSON.stringify(who)).digest('base64url');
  }
}

/** Whether a browser or a program asks for answers that are not kept: a reload that bypasses caches (RFC 9111 §5.2.1.4). */
export function wantsNewAnswers(c: Pick<Context, 'req'>): boolean {
  return /(?:^|[\s,])no-cache\b/i.test(c.req.header('cache-control') ?? '');
}
