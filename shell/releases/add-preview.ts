import type { Hono, MiddlewareHandler } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { toCookie } from '../cookies.ts';
import { createVisit } from '../create-visit.ts';
import { pageOptions } from '../page-options.ts';
import { previewEnded } from '../pages/errors.ts';
import { shellOf } from '../shell.ts';
import { leavePath } from './preview-bar.ts';
import { openLink } from './read-preview.ts';
import { releasesOf } from './releases-of.ts';

/** The routes of a signed link and of the form that ends a preview. */
export function addPreview(app: Hono<ShellEnv>): void {
  app.get('/preview', async (c) => {
    const text = c.req.query('token') ?? '';
    const preview = releasesOf(c.env) ? await openLink(c, text) : undefined;
    if (!preview) {
      const { host } = shellOf(c.env);
      return host.compose(previewEnded, createVisit(c, {}), pageOptions(c, 403));
    }
    const seconds = Math.floor((preview.until - c.var.now()) / 1_000);
    return leadOn('/', toCookie(c, 'preview', text, seconds));
  });

  app.post(leavePath, (c) => {
    const next = c.req.query('next') ?? '';
    return leadOn(/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : '/', toCookie(c, 'preview', '', 0));
  });
}

/** Keeps everything that the holder of a preview gets out of every cache and out of search engines. A file has its version in its path. */
export function hidePreview(): MiddlewareHandler<ShellEnv> {
  return async function hide(c, next) {
    await next();
    if (!c.get('preview')) return;
    c.header('cache-control', 'private, no-store');
    c.header('x-robots-tag', 'noindex');
  };
}

function leadOn(location: string, cookie: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      ...{ location, 'set-cookie': cookie, 'cache-control': 'private, no-store' },
      ...{ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    },
  });
}
