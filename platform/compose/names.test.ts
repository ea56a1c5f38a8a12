import { afterAll, describe, expect, test } from 'bun:test';
import { createHost } from './host.ts';
import { httpEndpoint } from './http-endpoint.ts';
import { definePage, type NameOptions } from './index.ts';
import { toNames } from './names.ts';
import { frame, message } from './test-frame.helper.ts';

const names = {
  headerPrefix: 'x-acme-',
  pageElement: 'acme-page',
  fragmentElement: 'acme-piece',
  refreshPath: '/parts/alone',
  hostModule: '/scripts/acme.js',
};
const asked: Record<string, string>[] = [];
const declared = { params: [], island: false, personal: false, refreshOn: ['cart:changed'] };

/** A server of a slice that knows only the names of another host. */
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request) {
    const { pathname } = new URL(request.url);
    asked.push(Object.fromEntries(request.headers));
    if (pathname === '/fragments.json')
      return Response.json({
        ...{ slice: 'cart', version: '7', remote: null, stylesheet: { content: '', hash: '' } },
        fragments: { mini: declared, bad: declared, mine: { ...declared, personal: true } },
      });
    const said = { 'content-type': 'text/html', 'x-acme-version': '7', vary: 'x-acme-identity' };
    if (pathname === '/fragments/bad') return new Response('<acme-piece>x</acme-piece>', { headers: said });
    if (request.method === 'GET')
      return new Response(`<jb-fragment>${request.headers.get('x-acme-identity')}</jb-fragment>`, {
        headers: { ...said, 'cache-control': 's-maxage=60' },
      });
    return new Response('<i>no</i>', {
      status: 422,
      headers: { ...said, 'x-acme-fragment': 'cart/mini', 'x-acme-invalidates': 'cart' },
    });
  },
});
afterAll(() => server.stop(true));

describe('a host that uses none of the default names', () => {
  const cart = httpEndpoint(`http://127.0.0.1:${server.port}`, { headerPrefix: 'x-acme-' });
  const warnings: string[] = [];
  const host = createHost({
    ...{ endpointOf: () => cart, frame, notFound: message, unavailable: message, names },
    onWarning: ({ about, detail }) => void warnings.push(`${about} ${detail}`),
    hooks: { visitOf: () => ({ identity: () => ({ 'x-acme-identity': 'me' }) }) },
    routes: {
      '/': {
        page: definePage({
          layout:
            '<slot name="mini"></slot><slot name="bad"></slot><slot name="mine"></slot><slot name="own"></slot>',
          head: { markup: () => '<title>page</title>' },
          slots: {
            mini: { fragment: 'cart/mini' },
            bad: { fragment: 'cart/bad' },
            mine: { fragment: 'cart/mine' },
            own: { markup: () => 'own' },
          },
        }),
        action: 'cart',
      },
    },
  });

  test('composes pages from a server that knows only its names', async () => {
    const html = await (await host.handle(new Request('http://host/'))).text();
    expect(html).toContain('<body><acme-page data-headers="x-acme-" data-host="/scripts/acme.js">');
    expect(html).toEndWith('</acme-page></body></html>');
    expect(html).toContain('<acme-piece slot="own">own</acme-piece>');
    expect(html).toContain('data-version="7"');
    expect(html).toContain('data-src="/parts/alone/cart/mini"');
    expect(html).toContain('><jb-fragment>null</jb-fragment></acme-piece>');
    expect(html).toContain('><jb-fragment>me</jb-fragment></acme-piece>');
    expect(html).toContain('data-fragment="cart/bad" data-fallback');
    expect(html.replaceAll('<jb-fragment>', '').replaceAll('</jb-fragment>', '')).not.toMatch(/jb-|jogakbo/);
    expect(warnings).toEqual(['fragment cart/bad answers with HTML that is not balanced']);
    for (const headers of asked) {
      expect(Number(headers['x-acme-deadline'])).toBeGreaterThan(0);
      expect(Object.keys(headers).join()).not.toContain('jogakbo');
    }
  });

  test('answers with a fragment alone, and keeps a copy although it varies on the identity', async () => {
    const before = asked.length;
    const alone = await host.handle(new Request('http://host/parts/alone/cart/mini'));
    expect([alone.status, alone.headers.get('x-acme-version')]).toEqual([200, '7']);
    expect(asked.length).toBe(before);
    expect((await host.handle(new Request('http://host/_fragments/cart/mini'))).status).toBe(404);
  });

  test('shows a refused form in its page', async () => {
    const refused = await host.handle(new Request('http://host/', { method: 'POST', body: 'a=1' }));
    expect([refused.status, (await refused.text()).includes('><i>no</i></acme-piece>')]).toEqual([422, true]);
    expect(asked.at(-1)?.['x-acme-identity']).toBe('me');
  });
});

describe('a name is refused', () => {
  test.each<[keyof NameOptions, string]>([
    ['headerPrefix', 'acme'],
    ['headerPrefix', 'X-Acme-'],
    ['pageElement', 'main'],
    ['fragmentElement', 'acme-Piece'],
    ['refreshPath', 'parts'],
    ['refreshPath', '/parts/'],
    ['hostModule', '/a" onload="'],
  ])('such as %s %p', (name, value) => {
    expect(() => toNames({ [name]: value })).toThrow(
      `names: ${name} may not be "${value.replace(/"/g, '\\"')}"`,
    );
  });

  test('if a page and a fragment have the same element', () => {
    expect(() => toNames({ pageElement: 'a-b', fragmentElement: 'a-b' })).toThrow('need two elements');
  });
});
