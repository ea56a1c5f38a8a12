import { describe, expect, test } from 'bun:test';
import { checkServer } from './check-server.ts';

const shared = 'public, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400';
const declared = { params: ['id'], personal: false, island: false, refreshOn: [] };
const manifest = {
  ...{ slice: 'shop', version: '1', remote: null, stylesheet: { content: '', hash: '' } },
  fragments: { price: declared },
};
const html = (body: BodyInit, more: Record<string, string> = {}) =>
  new Response(body, {
    headers: {
      ...{ 'content-type': 'text/html; charset=utf-8', 'x-jogakbo-version': '1', 'cache-control': shared },
      ...more,
    },
  });

type Server = {
  manifest?: () => Response;
  price?: (request: Request) => Response | Promise<Response>;
  other?: () => Response;
};

function check(server: Server, more: object = {}) {
  const ask = async (path: string, init: RequestInit) => {
    const request = new Request(`http://server${path}`, init);
    const { pathname } = new URL(request.url);
    if (pathname === '/fragments.json') return server.manifest?.() ?? Response.json(manifest);
    if (pathname === '/fragments/price') return server.price?.(request) ?? html('<p>1</p>');
    return server.other?.() ?? new Response(null, { status: 404 });
  };
  return checkServer({ ask, ...more });
}

const withManifest = (changes: object): Server => ({
  manifest: () => Response.json({ ...manifest, ...changes }),
});
const withPrice = (...answer: Parameters<typeof html>): Server => ({ price: () => html(...answer) });
const withCaching = (cacheControl: string) => withPrice('<p>1</p>', { 'cache-control': cacheControl });
const personal = { fragments: { price: { ...declared, personal: true } } };

test('a good server has no findings', async () => {
  expect(await check({})).toEqual({ findings: [], slice: 'shop', fragments: ['price'] });
});

describe('a bad server is found out', () => {
  test.each<[string, 'error' | 'warning' | 'note', string, Server]>([
    ['manifest-status', 'error', 'status 500', { manifest: () => new Response(null, { status: 500 }) }],
    ['manifest-json', 'error', 'no JSON', { manifest: () => new Response('<p>') }],
    [
      'manifest-json',
      'warning',
      'text/plain',
      {
        manifest: () => new Response(JSON.stringify(manifest), { headers: { 'content-type': 'text/plain' } }),
      },
    ],
    ['manifest-valid', 'error', 'slice must be a text', withManifest({ slice: 1 })],
    ['manifest-valid', 'error', 'fragments must be an object', withManifest({ fragments: [] })],
    ['manifest-names', 'error', 'version is empty', withManifest({ version: '' })],
    ['manifest-names', 'error', 'the slice is called', withManifest({ slice: 'a/b' })],
    ['manifest-names', 'error', 'a fragment is called', withManifest({ fragments: { 'a b': declared } })],
    ['manifest-names', 'warning', 'no fragment', withManifest({ fragments: {} })],
    [
      'manifest-stylesheet',
      'error',
      'hash',
      withManifest({ stylesheet: { content: 'p{}', hash: 'sha256-no' } }),
    ],
    ['manifest-valid', 'error', '</style', withManifest({ stylesheet: { content: '</style>', hash: '' } })],
    [
      'manifest-stylesheet',
      'warning',
      '@import',
      withManifest({ stylesheet: { content: '@import url(a)', hash: '' } }),
    ],
    ['status', 'error', 'it answers 500', { price: () => new Response(null, { status: 500 }) }],
    ['status', 'error', 'no location', { price: () => new Response(null, { status: 302 }) }],
    [
      'status',
      'error',
      'javascript:',
      { price: () => new Response(null, { status: 302, headers: { location: 'javascript:1' } }) },
    ],
    ['status', 'note', 'it answers 400', { price: () => new Response(null, { status: 400 }) }],
    ['content-type', 'error', 'application/json', withPrice('{}', { 'content-type': 'application/json' })],
    [
      'content-type',
      'error',
      'euc-kr',
      withPrice('<p>1</p>', { 'content-type': 'text/html; charset=euc-kr' }),
    ],
    ['content-type', 'error', 'no UTF-8', withPrice(new Uint8Array([0xb0, 0xa1]))],
    ['content-type', 'warning', 'text/html', withPrice('<p>1</p>', { 'content-type': 'text/html' })],
    ['balance', 'error', 'not balanced', withPrice('<p>1')],
    ['balance', 'error', 'not balanced', withPrice('<div/>')],
    ['balance', 'error', 'not balanced', withPrice('<html><body><p>1</p></body></html>')],
    ['size', 'error', 'bytes', withPrice('x'.repeat(512 * 1024 + 1))],
    ['size', 'warning', 'bytes', withPrice('x'.repeat(64 * 1024 + 1))],
    ['cookie', 'error', 'cookie', withPrice('<p>1</p>', { 'set-cookie': 'a=b' })],
    ['version', 'error', 'version 2', withPrice('<p>1</p>', { 'x-jogakbo-version': '2' })],
    ['version', 'warning', 'no x-jogakbo-version', withPrice('<p>1</p>', { 'x-jogakbo-version': '' })],
    ['cache-control-syntax', 'error', 's-maxage=1h', withCaching('public, s-maxage=1h')],
    ['cache-control-syntax', 'error', 'contradicts', withCaching('private, no-store, s-maxage=60')],
    [
      'cache-control-syntax',
      'warning',
      'twice',
      withCaching('s-maxage=1, s-maxage=2, stale-if-error=9, stale-while-revalidate=9'),
    ],
    [
      'cache-control-syntax',
      'warning',
      'must-revalidate',
      withCaching('s-maxage=1, must-revalidate, stale-if-error=9'),
    ],
    ['sharing', 'error', 'personal', withManifest(personal)],
    ['sharing', 'warning', 'no cache-control', withCaching('')],
    [
      'sharing',
      'warning',
      'expires',
      withPrice('<p>1</p>', { 'cache-control': '', expires: 'Thu, 01 Jan 2026 00:00:00 GMT' }),
    ],
    ['sharing', 'warning', 'every page calls it', withCaching('no-store')],
    ['sharing', 'warning', 'while its server fails', withCaching('s-maxage=60, stale-while-revalidate=60')],
    ['sharing', 'warning', 'visitors wait', withCaching('s-maxage=60, stale-if-error=60')],
    ['vary', 'error', 'user-agent', withPrice('<p>1</p>', { vary: 'user-agent' })],
    ['policy', 'error', 'inline script', withPrice('<script>let a</script>')],
    ['policy', 'error', 'style element', withPrice('<style>p{}</style>')],
    ['policy', 'error', 'style attributes', withPrice('<p style="color:red">1</p>')],
    ['policy', 'error', 'onclick', withPrice('<p onclick="go()">1</p>')],
    ['ids', 'warning', 'the id a', withPrice('<p id="a"></p><p id="a"></p>')],
    ['unknown-fragment', 'error', 'status 200', { other: () => html('<p>home</p>') }],
    ['reachable', 'error', 'no whole answer', { price: () => Promise.reject(new Error('cut off')) }],
  ])('by %s, as %s: %s', async (rule, level, fault, server) => {
    const { findings } = await check(server);
    const found = findings.map(({ fragment, ...finding }) => finding);
    expect(found).toContainEqual({
      ...{ rule, level, fault: expect.stringContaining(fault), fix: expect.any(String) },
    });
  });

  test('by the time, as an error beyond the deadline and a warning beyond half of it', async () => {
    const slow = {
      price: async () => {
        await new Promise((resolve) => setTimeout(resolve, 40));
        return html('<p>1</p>');
      },
    };
    const levelOf = async (deadlineMs: number) =>
      (await check(slow, { deadlineMs })).findings.find(({ rule }) => rule === 'time')?.level;
    expect(await levelOf(30)).toBe('error');
    expect(await levelOf(600_000)).toBeUndefined();
  });
});

test.each<[string, Server]>([
  [
    'a personal fragment that guests may not see',
    { ...withManifest(personal), price: () => new Response(null, { status: 401 }) },
  ],
  [
    'a personal fragment whose guest answer is shared',
    { ...withManifest(personal), ...withPrice('<p>1</p>', { vary: 'x-jogakbo-identity' }) },
  ],
  ['data in a script', withPrice('<script type="application/ld+json">{}</script>')],
  [
    'text that looks like a tag with a handler',
    withPrice('<textarea><p onclick="a"></textarea><!-- <p style="a"> -->'),
  ],
  [
    'a fragment with nothing to show',
    {
      price: () =>
        new Response(null, { status: 204, headers: { 'x-jogakbo-version': '1', 'cache-control': shared } }),
    },
  ],
  ['a redirect', { price: () => new Response(null, { status: 302, headers: { location: '/other' } }) }],
])('%s is no fault', async (_, server) => expect((await check(server)).findings).toEqual([]));

test('declared parameters get their values, and the note of a refusal names them', async () => {
  const price = (request: Request) =>
    request.url.endsWith('/fragments/price?id=7') ? html('<p>7</p>') : new Response(null, { status: 404 });
  expect((await check({ price }, { params: { id: '7', other: '1' } })).findings).toEqual([]);
  const { findings } = await check({ price });
  expect(findings.map(({ level, fix }) => [level, fix])).toEqual([
    ['note', 'give real parameters: --param id=…'],
  ]);
});
