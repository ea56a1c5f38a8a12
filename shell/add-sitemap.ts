import { SitemapPart, sitemapPath } from '@jogakbo/contracts/sitemap';
import { call, type Result } from '@jogakbo/edge/call';
import { problem } from '@jogakbo/edge/problem';
import type { Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { bffOf, type ShellEnv } from './bindings.ts';
import { toOrigin } from './create-visit.ts';
import { pages } from './pages.ts';
import { slicesWith } from './slices.ts';
import { takePlace } from './take-place.ts';
import { isPersonal } from './to-address-tags.ts';
import { toSitemap, toSitemapIndex } from './to-sitemap.ts';

const slices = slicesWith('inSitemap');

/**
 * Adds `/sitemap.xml`, which is an index, and the files in it: one for the shell's own pages, and some for each slice. While a slice cannot
 * be reached the answer is 503, so no crawler removes its pages.
 */
export function addSitemap(app: Hono<ShellEnv>): void {
  app.get('/sitemap.xml', takePlace(), etag(), async (c) => {
    const counts = await Promise.all(slices.map((slice) => readPart(c, slice)));
    const names = ['pages'];
    for (const [index, count] of counts.entries()) {
      if (!count.ok) return problem(c, 503);
      for (let part = 1; part <= count.value.parts; part++) names.push(`${slices[index]}-${part}`);
    }
    return toXml(toSitemapIndex(names.map((name) => `${toOrigin(c)}/sitemaps/${name}.xml`)));
  });

  app.get('/sitemaps/:file', takePlace(), etag(), async (c) => {
    const file = c.req.param('file');
    if (file === 'pages.xml') return toXml(toSitemap(toOrigin(c), ownPaths));
    const [, slice = '', part = ''] = file.match(/^([a-z]+)-([1-9]\d{0,3})\.xml$/) ?? [];
    if (!slices.includes(slice)) return problem(c, 404);
    const found = await readPart(c, slice, Number(part));
    if (!found.ok) return problem(c, 503);
    return found.value.paths.length > 0 ? toXml(toSitemap(toOrigin(c), found.value.paths)) : problem(c, 404);
  });
}

const ownPaths = Object.entries(pages).flatMap(([path, { page, unlisted }]) =>
  path.includes(':') || isPersonal(page) || unlisted ? [] : [path],
);

async function readPart(c: Context<ShellEnv>, slice: string, part?: number): Promise<Result<SitemapPart>> {
  const bff = bffOf(c.env, slice);
  if (!bff) return { ok: false, reason: 'unavailable', status: 503 };
  return call(c, bff, sitemapPath(part), SitemapPart);
}

function toXml(xml: string): Response {
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}
