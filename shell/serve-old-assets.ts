import { logError } from '@jogakbo/edge/log';
import type { MiddlewareHandler } from 'hono';
import type { ShellEnv } from './bindings.ts';

/** A file whose path names its version, of a slice or of the shell. */
const filePath = /^\/assets\/[a-z]+\/[0-9a-f]{10}\/[\w./-]+$/;

/**
 * Answers a request for a file that its worker no longer has, or cannot send now, with the file in the bucket. Pages that were opened before
 * a deploy go on to work.
 */
export function serveOldAssets(): MiddlewareHandler<ShellEnv> {
  return async function serveOld(c, next) {
    await next();
    const { status } = c.res;
    const bucket = c.env.OLD_ASSETS;
    const missing = status === 404 || status >= 500;
    if (!bucket || !missing || !isRead.includes(c.req.method) || !filePath.test(c.req.path)) return;
    const found = await bucket.get(c.req.path.slice(1)).catch((error: unknown) => {
      logError({ worker: 'shell', oldAssets: String(error) });
      return null;
    });
    if (!found) return;
    const { body, httpEtag, httpMetadata } = found;
    const same = c.req.header('if-none-match')?.includes(httpEtag) ?? false;
    c.res = undefined;
    c.res = new Response(same || c.req.method === 'HEAD' ? null : body, {
      status: same ? 304 : 200,
      headers: {
        'content-type': httpMetadata?.contentType ?? 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
        etag: httpEtag,
      },
    });
  };
}

const isRead = ['GET', 'HEAD'];
