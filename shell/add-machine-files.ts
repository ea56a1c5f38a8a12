import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { ShellEnv } from './bindings.ts';
import { toOrigin } from './create-visit.ts';
import { toSliceRequest } from './to-slice-request.ts';

/** `security.txt` is valid for this many days. */
const securityDays = 180;
const daily = 'public, max-age=86400';

/** Adds the small files for browsers and crawlers, and the icons of the shop. */
export function addMachineFiles(app: Hono<ShellEnv>): void {
  app.get('/robots.txt', etag(), (c) => c.text(toRobots(toOrigin(c)), 200, { 'cache-control': daily }));

  app.get('/.well-known/security.txt', (c) => {
    const expires = new Date(c.var.now() + securityDays * 86_400_000).toISOString().slice(0, 10);
    const lines = [
      'Contact: mailto:security@jogakbo.example',
      `Expires: ${expires}T00:00:00Z`,
      'Preferred-Languages: ko, en',
      `Canonical: ${toOrigin(c)}/.well-known/security.txt`,
    ];
    return c.text(`${lines.join('\n')}\n`, 200, { 'cache-control': daily });
  });

  app.get('/opensearch.xml', etag(), (c) =>
    c.body(toOpenSearch(toOrigin(c)), 200, {
      'content-type': 'application/opensearchdescription+xml; charset=utf-8',
      'cache-control': daily,
    }),
  );

  app.get('/manifest.webmanifest', etag(), (c) =>
    c.body(JSON.stringify(manifest), 200, {
      'content-type': 'application/manifest+json',
      'cache-control': daily,
    }),
  );

  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301));
  for (const path of ['/favicon.svg', '/apple-touch-icon.png', '/icons/:file'])
    app.get(path, async (c) => {
      const file = await c.env.ASSETS.fetch(toSliceRequest(c, 'asset', c.req.path));
      const answer = new Response(file.body, file);
      if (file.ok || file.status === 304) answer.headers.set('cache-control', daily);
      return answer;
    });
}

/** Keeps crawlers away from endless addresses and from APIs: searches, sorted lists. Crawlers may open personal pages, which say `noindex`. */
function toRobots(origin: string): string {
  const lines = [
    'User-agent: *',
    'Allow: /api/product/pictures/',
    ...[
      '/api/',
      '/_fragments/',
      '/preview',
      '/search',
      '/*?*sort=',
      '/*?*rating=',
      '/*?*boundaries=',
      '/*?*next=',
    ].map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${origin}/sitemap.xml`,
  ];
  return `${lines.join('\n')}\n`;
}

/** https://developer.mozilla.org/docs/Web/OpenSearch */
function toOpenSearch(origin: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">' +
    '<ShortName>조각보</ShortName><Description>조각보 상품 검색 · Search Jogakbo</Description>' +
    '<InputEncoding>UTF-8</InputEncoding>' +
    `<Image width="32" height="32" type="image/svg+xml">${origin}/favicon.svg</Image>` +
    `<Url type="text/html" method="get" template="${origin}/search?q={searchTerms}"/></OpenSearchDescription>`
  );
}

const manifest = {
  id: '/',
  name: '조각보 Jogakbo',
  short_name: '조각보',
  description: '조각조각 모아 만든 쇼핑',
  lang: 'ko',
  start_url: '/',
  display: 'minimal-ui',
  background_color: '#ffffff',
  theme_color: '#5b3df0',
  icons: [
    { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
};
