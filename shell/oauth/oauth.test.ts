import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import { createTestShell } from '../create-test-shell.helper.ts';

const target = 'https://app.example/back';
const request = {
  ...{ response_type: 'code', client_id: 'client-1', redirect_uri: target, scope: 'cart', state: 's/1?' },
  ...{ code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
};
const page = `/oauth/authorize?${new URLSearchParams(request)}`;
const cookie = `__Host-session=${'s'.repeat(43)}`;
const view = { client: 'Phone app', scopes: ['cart'], target };

describe('the page on which a program asks', () => {
  test('is for members: a guest logs in first, and comes back to the same request', async () => {
    const { fetch } = await open();
    const answer = await fetch(page);
    expect(answer.status).toBe(303);
    const { pathname, searchParams } = new URL(answer.headers.get('location') ?? '', 'https://shop.example');
    expect([pathname, searchParams.get('next')]).toEqual(['/login', page]);
  });

  test('gives its slice every parameter as it was sent', async () => {
    const { fetch, asked } = await open('m1');
    await (await fetch(page, { headers: { cookie } })).text();
    const [checked] = asked.filter(({ request: { url } }) => new URL(url).pathname === '/authorization');
    const sent = new URL(checked?.request.url ?? '').searchParams;
    expect(Object.fromEntries(sent)).toEqual(request);
  });

  test('cannot be shown in a frame, and its form may lead only to the shop and to the program', async () => {
    const { fetch } = await open('m1');
    const answer = await fetch(page, { headers: { cookie } });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`form-action 'self' https://app.example;`);
    expect(answer.headers.get('referrer-policy')).toBe('strict-origin');
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  test('lets the form lead to the scheme of an app', async () => {
    const { fetch } = await open('m1', () => Response.json({ ...view, target: 'com.example.app:/back' }));
    const policy = (await fetch(page, { headers: { cookie } })).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' com.example.app:;");
  });

  test('sends a wrong request back to the address that the slice names, with the name of the shop', async () => {
    const redirect = `${target}?error=invalid_scope&state=s`;
    for (const member of ['nobody', 'm1']) {
      const { fetch } = await open(member, () => Response.json({ redirect }));
      const answer = await fetch(page, { headers: { cookie } });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        ...[303, `${redirect}&iss=https%3A%2F%2Fshop.example`],
      ]);
    }
  });

  test('never leads to an address that the slice does not know', async () => {
    const refusal = { type: 'about:blank', title: 'x', status: 422, reason: 'unknown-redirect' };
    const { fetch } = await open('m1', () => Response.json(refusal, { status: 422 }));
    const evil = page.replace('app.example', 'evil.example');
    const answer = await fetch(evil, { headers: { cookie } });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self';");
  });
});

describe('the form of the page', () => {
  test('is refused if the page of another site sends it', async () => {
    for (const foreign of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ]) {
      const { post, asked } = await open('m1');
      const answer = await post(
        '/oauth/authorize',
        { ...request, decision: 'allow' },
        { cookie, ...foreign },
      );
      expect(answer.status).toBe(403);
      expect(asked.filter(({ request: { method } }) => method === 'POST')).toEqual([]);
    }
  });

  test.each([
    [`${target}?code=jbc_1&state=s`],
    ['com.example.app:/back?code=jbc_1'],
    ['http://127.0.0.1:7000/back?code=jbc_1'],
  ])('leads back to %s, with the name of the shop against mix-ups', async (location) => {
    const { post } = await open('m1', undefined, location);
    const answer = await post('/oauth/authorize', { ...request, decision: 'allow' }, { cookie });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      ...[303, `${location}&iss=https%3A%2F%2Fshop.example`],
    ]);
  });

  test('leads a guest to the log-in without the name of the shop', async () => {
    const { post } = await open('nobody', undefined, '/login?next=%2Foauth');
    const answer = await post('/oauth/authorize', request);
    expect(answer.headers.get('location')).toBe('/login?next=%2Foauth');
  });

  test('is not passed on while it is unknown who sends it', async () => {
    const { post, asked } = await open('away');
    expect((await post('/oauth/authorize', request, { cookie })).status).toBe(503);
    expect(asked.filter(({ request: { method } }) => method === 'POST')).toEqual([]);
  });
});

test.each(['/oauth/token', '/oauth/revoke'])(
  '%s passes the form to the member slice without cookies',
  async (path) => {
    const { post, asked } = await open('m1', undefined, '', () =>
      Response.json({}, { headers: { 'cache-control': 'no-store' } }),
    );
    const answer = await post(path, { code: 'jbc_1' }, { cookie, authorization: 'Basic eDp5' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const passed = asked.find(({ request: { method } }) => method === 'POST');
    expect(passed?.binding).toBe('MEMBER_BFF');
    expect(await passed?.request.text()).toBe('code=jbc_1');
    expect(passed?.request.headers.get('authorization')).toBe('Basic eDp5');
    for (const name of ['cookie', headers.session, headers.identity])
      expect(passed?.request.headers.get(name)).toBeNull();
  },
);

describe('the metadata', () => {
  test('names only endpoints that exist, and only what they do', async () => {
    const { fetch } = await open('m1');
    const answer = await fetch('/.well-known/oauth-authorization-server');
    const document = (await answer.json()) as Record<string, string>;
    expect(document).toMatchObject({
      issuer: 'https://shop.example',
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['cart', 'orders', 'checkout'],
    });
    for (const [name, url] of Object.entries(document).filter(([each]) => each.endsWith('_endpoint')))
      expect({ name, missing: (await fetch(url, { method: 'POST' })).status === 404 }).toEqual({
        name,
        missing: false,
      });
  });

  test('of the API and its MCP endpoint name this shop as the one that gives tokens', async () => {
    const { fetch } = await open('m1');
    for (const path of ['/api/v1', '/api/v1/mcp']) {
      const answer = await fetch(`/.well-known/oauth-protected-resource${path}`);
      expect(await answer.json()).toMatchObject({
        resource: `https://shop.example${path}`,
        authorization_servers: ['https://shop.example'],
      });
    }
  });
});

/** A shell with a session of `member`, a member slice that checks requests by `check`, and answers the form with `location`. */
async function open(
  member = 'nobody',
  check = () => Response.json(view),
  location = `${target}?code=jbc_1`,
  tokens: () => Response | undefined = () => undefined,
) {
  const shell = await createTestShell();
  shell.state.sessions = member;
  shell.state.answer = ({ binding, request: { method, url } }) => {
    const { pathname } = new URL(url);
    if (binding === 'MEMBER_BFF' && pathname === '/authorization') return check();
    if (binding === 'MEMBER_BFF' && method === 'POST') return tokens();
    if (binding === 'MEMBER_FRONTEND' && method === 'POST')
      return new Response(null, { status: 303, headers: { location } });
    return undefined;
  };
  return shell;
}
