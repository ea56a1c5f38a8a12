import { afterAll, expect, test } from 'bun:test';
import { readCookie, toLocalCookie, toUpstreamCookies } from './cookies.ts';
import { openUpstream } from './open-upstream.ts';
import { listPlaces, putLocalFragments } from './put-local-fragments.ts';
import { allow, toLocalHeaders, toUpstreamHeaders } from './to-local-headers.ts';

test('a cookie of the deployed shop has a name of its own on this machine, and no domain, and goes back under its own name', () => {
  const kept = toLocalCookie(
    '__Host-session=abc; Path=/; Domain=shop.example; HttpOnly; SameSite=Lax; Secure',
  );
  expect(kept).toBe('upstream-__Host-session=abc; Path=/; HttpOnly; SameSite=Lax');
  const sent = 'other=1; upstream-__Host-session=abc; alone-visitor=v; upstream-lang=en';
  expect(toUpstreamCookies(sent)).toBe('__Host-session=abc; lang=en');
  expect(readCookie(sent, /^alone-visitor$/)).toBe('v');
  expect(toUpstreamCookies(null)).toBe('');
});

const shop = 'https://shop.example';
const here = 'http://localhost:8787';

test('a request has the origin of the deployed shop, and none of the cookies of other programs', () => {
  const sent = toUpstreamHeaders(
    new Headers({ origin: here, referer: `${here}/cart`, cookie: 'other=1', 'if-none-match': '"1"' }),
    ...([here, shop] as const),
  );
  expect(Object.fromEntries(sent)).toEqual({ origin: shop, referer: `${shop}/cart` });
});

test('an answer leads back to this machine, and decides nothing about all of localhost', () => {
  const answer = new Response('', {
    headers: {
      ...{ location: `${shop}/cart?a=1`, 'strict-transport-security': 'max-age=1', 'clear-site-data': '"*"' },
      'content-security-policy':
        "default-src 'none'; script-src shop.example/assets/ 'sha256-a'; style-src 'sha256-b'; upgrade-insecure-requests",
    },
  });
  const own = toLocalHeaders(answer, here, shop);
  expect(own.get('location')).toBe(`${here}/cart?a=1`);
  expect([own.has('strict-transport-security'), own.has('clear-site-data')]).toEqual([false, false]);
  const policy = own.get('content-security-policy') ?? '';
  expect(policy).toBe(
    "default-src 'none'; script-src localhost:8787/assets/ 'sha256-a'; style-src 'sha256-b'",
  );
  expect(allow(policy, 'style-src', ["'sha256-c'"])).toEndWith("; style-src 'sha256-c' 'sha256-b'");
});

const page =
  '<!doctype html><html lang="en"><head><style>body{}</style><style>@media (width < 9px){[data-boundary=cart] .a{}}</style>' +
  '<style>[data-boundary=cart]{}[data-boundary=menu]{}</style></head><body><jb-page><template shadowrootmode="open"><slot name="buy"></slot></template>' +
  '<jb-fragment slot="buy" data-boundary="cart" data-fragment="cart/add" data-version="1" data-fallback hidden><p>old</p></jb-fragment>' +
  '<jb-fragment slot="strip" data-fragment="menu/strip" data-src="/_fragments/menu/strip?a=1"><a href="https://shop.example/x">menu</a></jb-fragment></jb-page></body></html>';

test('the fragments and the styles of a slice are replaced in a page, and nothing else', () => {
  const { language, places, isPage } = listPlaces(page, ['cart']);
  expect({ language, places, isPage }).toEqual({
    ...{ language: 'en', isPage: true },
    places: [{ slot: 'buy', fragment: 'cart/add', src: undefined }],
  });
  const local = {
    fragment: 'cart/add',
    html: '<p>new</p>',
    version: '2',
    remote: '/r',
    about: 'here',
    failed: false,
  };
  const put = putLocalFragments(page, [local], [{ slice: 'cart', content: '.new{}' }], {
    from: shop,
    to: here,
  });
  expect(put).not.toContain('old');
  expect(put).toContain(
    'data-fragment="cart/add" data-version="2" data-about="here" data-island="/r"><p>new</p></jb-fragment>',
  );
  expect([...put.matchAll(/<style>[^/]*<\/style>/g)].map(([style]) => style)).toEqual([
    ...[
      '<style>body{}</style>',
      '<style>[data-boundary=cart]{}[data-boundary=menu]{}</style>',
      '<style>.new{}</style>',
    ],
  ]);
  expect(put).toContain(`<a href="${here}/x">menu</a>`);
});

/** A server that answers as a shop of some kind. */
let answers: Record<string, () => Response> = {};
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch: ({ url }) => answers[new URL(url).pathname]?.() ?? new Response('', { status: 404 }),
});
afterAll(() => server.stop(true));
const { origin } = server.url;
const healthz = () => Response.json({ worker: 'shell' });
const open = () => Response.json({ protocol: 1, open: true });

test.each([
  ['another program', {}, `${origin} is no Jogakbo shop`],
  ['an older shop', { '/healthz': healthz }, `${origin} is an older shop`],
  [
    'a shop of another version',
    { '/healthz': healthz, '/_services': () => Response.json({ protocol: 2, open: true }) },
    `${origin} speaks version 2 of the protocol, this source speaks 1.`,
  ],
])('%s is refused with a sentence', async (_, given, sentence) => {
  answers = given;
  await expect(openUpstream(origin)).rejects.toThrow(sentence);
});

test.each([
  ['ftp://shop.example', '--upstream needs the address of a shop'],
  ['shop', '--upstream needs the address of a shop'],
  ['http://127.0.0.1:9', 'http://127.0.0.1:9 does not answer: '],
])('%s as the deployed shop is refused with a sentence', async (given, sentence) => {
  await expect(openUpstream(given)).rejects.toThrow(sentence);
});

test('the link of a preview opens the services, and a link that has ended is refused', async () => {
  answers = {
    ...{ '/healthz': healthz, '/_services': open },
    '/preview': () =>
      new Response(null, {
        status: 303,
        headers: { location: '/', 'set-cookie': '__Host-preview=t; Path=/; Secure' },
      }),
  };
  expect(await openUpstream(`${origin}/preview?token=t`)).toEqual({
    origin,
    open: true,
    preview: '__Host-preview=t',
  });
  answers['/preview'] = () => new Response('', { status: 403 });
  await expect(openUpstream(`${origin}/preview?token=t`)).rejects.toThrow(
    'The link of the preview has ended.',
  );
});
