import { describe, expect, test } from 'bun:test';
import { createTestShell } from './create-test-shell.helper.ts';
import { actions, pages } from './pages.ts';
import shell from './worker.ts';

const session = 's'.repeat(43);
/** Headers that a browser sends, and headers that an attacker may add. */
const sent = {
  cookie: `__Host-session=${session}; other=secret-cookie`,
  referer: 'https://shop.example/secret-referer',
  'user-agent': 'secret-agent',
  'x-forwarded-for': '192.0.2.7',
  'cf-ray': 'secret-ray',
  'x-jogakbo-identity': 'secret-identity',
  'cloudflare-workers-version-overrides': 'secret-version',
  accept: 'text/html',
  'accept-encoding': 'gzip',
  'accept-language': 'en',
  'if-none-match': '"tag"',
  range: 'bytes=0-1',
  traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
  authorization: 'Bearer for-the-api',
  'idempotency-key': 'key',
};

const always = ['accept-language', 'traceparent'];
const allowed = {
  ASSETS: ['accept', 'accept-encoding', 'if-none-match', 'range', ...always],
  asset: ['accept', 'accept-encoding', 'if-none-match', 'range', ...always],
  fragment: ['x-jogakbo-deadline', 'x-jogakbo-identity', ...always],
  other: ['x-jogakbo-deadline', ...always],
  action: ['content-type', 'x-jogakbo-address', 'x-jogakbo-deadline', 'x-jogakbo-identity', ...always],
  api: [
    ...['accept', 'authorization', 'content-type', 'idempotency-key', 'if-none-match', 'range'],
    ...['x-jogakbo-address', 'x-jogakbo-identity', ...always],
  ],
};

function toKind(binding: string, { method, url }: Request, pathname: string): keyof typeof allowed {
  if (binding === 'ASSETS') return 'ASSETS';
  if (pathname.startsWith('/assets/')) return 'asset';
  if (pathname.startsWith('/fragments/') || url.includes('/fragments.json?')) return 'fragment';
  if (['/fragments.json', '/healthz', '/sitemap', '/v1/openapi.json', '/authorization'].includes(pathname))
    return 'other';
  if (binding === 'SESSIONS') return 'other';
  return binding.endsWith('_BFF') ? 'api' : method === 'POST' ? 'action' : 'other';
}

const toPath = (pattern: string) =>
  pattern
    .replace(/:slice/, 'cart')
    .replace(/:\w+/g, '1')
    .replace('*', 'a.js');
const requests: [method: string, path: string][] = [
  ...Object.keys(pages).map((path): [string, string] => ['GET', toPath(path)]),
  ...Object.keys(actions).map((path): [string, string] => ['POST', toPath(path)]),
  ...['GET', 'POST', 'PUT', 'DELETE'].map((method): [string, string] => [method, '/api/cart/items']),
  ...['GET', 'DELETE'].map((method): [string, string] => [method, '/api/member/session']),
  ['GET', '/_fragments/cart/mini-cart'],
  ...shell.routes
    .filter(({ path }) => path !== '*' && path !== '/*')
    .map(({ method, path }): [string, string] => [method === 'ALL' ? 'GET' : method, toPath(path)]),
];

describe('the request that a slice gets', () => {
  test.each(requests)('for %s %s has only headers of the list', async (method, path) => {
    const house = await createTestShell();
    house.state.sessions = 'm1';
    const body = method === 'GET' ? undefined : 'quantity=1';
    const type: Record<string, string> = body ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    await (
      await house.fetch(path, { method, headers: { ...sent, ...type }, ...(body ? { body } : {}) })
    ).text();
    for (const { binding, request } of house.asked) {
      const { pathname } = new URL(request.url);
      const kind = toKind(binding, request, pathname);
      const list = new Set(allowed[kind]);
      // Only the member slice learns the session, because it keeps the sessions. The shell looks sessions up at its service.
      if (binding === 'SESSIONS' || (binding.startsWith('MEMBER_') && ['action', 'api'].includes(kind)))
        list.add('x-jogakbo-session');
      const names = [...request.headers.keys()].filter((name) => !list.has(name));
      expect({ binding, pathname, names }).toEqual({ binding, pathname, names: [] });
      const values = [...request.headers.values()].join('\n');
      expect(values).not.toContain('secret');
      if (kind === 'asset' || kind === 'fragment') expect(values).not.toContain(session);
      if (kind === 'asset' || kind === 'ASSETS') expect(new URL(request.url).search).toBe('');
    }
  });

  test('for an asset has the conditions of the browser', async () => {
    const house = await createTestShell();
    await house.fetch('/assets/cart/v1/a.js?x=1', { headers: sent });
    const [{ binding, request } = { request: undefined }] = house.asked;
    expect([binding, request?.method, request && new URL(request.url).pathname]).toEqual([
      ...['CART_FRONTEND', 'GET', '/assets/cart/v1/a.js'],
    ]);
    expect(request?.headers.get('if-none-match')).toBe('"tag"');
    expect(request?.headers.get('range')).toBe('bytes=0-1');
  });

  test('for an API has the query, the body and the key of the client', async () => {
    const house = await createTestShell();
    const body = '{"quantity":1}';
    const headers = { ...sent, 'content-type': 'application/json' };
    await house.fetch('/api/cart/items?a=1', { method: 'POST', headers, body });
    const request = house.asked.find(({ binding }) => binding === 'CART_BFF')?.request as Request;
    expect([request.method, new URL(request.url).pathname, new URL(request.url).search]).toEqual([
      ...['POST', '/items', '?a=1'],
    ]);
    expect(await request.text()).toBe(body);
    expect(request.headers.get('authorization')).toBe('Bearer for-the-api');
    expect(request.headers.get('idempotency-key')).toBe('key');
  });
});
