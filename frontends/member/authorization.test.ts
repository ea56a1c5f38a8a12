import { describe, expect, test } from 'bun:test';
import { headers } from '@jogakbo/contracts/fragment';
import '../../tests/mock-workers.helper.ts';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';

const { default: app } = await import('./worker.ts');
const { settings, tokenFor } = await createTestIdentity();
const token = await tokenFor({ member: 'm1', name: '홍길동', audience: ['member'] });
const asked = {
  ...{ response_type: 'code', client_id: 'client-1', redirect_uri: 'https://app.example/back?a="b' },
  ...{ scope: 'cart', state: '"><script>', code_challenge: 'c', code_challenge_method: 'S256' },
};
const view = { client: 'App <b>', scopes: ['cart'], target: asked.redirect_uri };
const query = new URLSearchParams(asked);

describe('the question of a program', () => {
  test('names the program, the member, what it may do and where it leads, and sends back what was asked', async () => {
    const html = await (await open(view).ask(`/fragments/authorization?${query}`)).text();
    for (const text of ['App &lt;b>', '홍길동', '장바구니를 보고', 'app.example'])
      expect(html).toContain(text);
    expect(html).not.toContain('주문을 취소해요');
    expect(html.replace(/="[^"]*"/g, '')).not.toContain('<script');
    const hidden = [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    expect(
      Object.fromEntries(hidden.map(([, name, value]) => [name, value?.replaceAll('&quot;', '"')])),
    ).toEqual(asked);
  });

  test.each([
    ['unknown-client', '등록되지 않은 앱'],
    ['unknown-redirect', '등록된 주소와 달라서'],
    ['else', '올바르지 않아요'],
  ])('that is refused as %s says why, and has no form', async (reason, sentence) => {
    const html = await (
      await open(toProblem(422, reason), 422).ask(`/fragments/authorization?${query}`)
    ).text();
    expect(html).toContain(sentence);
    expect(html).not.toContain('<form');
  });

  test('is missing while the slice does not answer', async () => {
    expect((await open(toProblem(503), 503).ask(`/fragments/authorization?${query}`)).status).toBe(503);
  });
});

describe('the answer of a member', () => {
  test.each([
    ['allow', true],
    ['refuse', false],
    ['', false],
  ])('with the button %p allows it: %p', async (decision, allow) => {
    const { ask, bodies } = open({ redirect: 'https://app.example/back?code=x' }, 201);
    const answer = await ask('/oauth/authorize', { ...asked, decision });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://app.example/back?code=x']);
    expect(bodies).toEqual([{ ...asked, allow }]);
  });

  test('of a guest leads to the log-in, and back to the question', async () => {
    const answer = await open(toProblem(404), 404).ask('/oauth/authorize', asked, '');
    const location = new URL(answer.headers.get('location') ?? '', 'https://shop.example');
    expect(location.pathname).toBe('/login');
    const next = new URL(location.searchParams.get('next') ?? '', 'https://shop.example');
    expect([next.pathname, Object.fromEntries(next.searchParams)]).toEqual(['/oauth/authorize', asked]);
  });

  test('to a program that is no longer known shows why', async () => {
    const answer = await open(toProblem(422, 'unknown-client'), 422).ask('/oauth/authorize', asked);
    expect([answer.status, answer.headers.get(headers.fragment)]).toEqual([422, 'member/authorization']);
    expect(await answer.text()).toContain('등록되지 않은 앱');
  });
});

describe('the programs of a member', () => {
  test('are listed with a button each, and there is nothing without one', async () => {
    const grants = [{ client: 'client-1', name: 'App', scopes: ['cart', 'orders'], since: 1 }];
    const html = await (await open({ grants }).ask('/fragments/apps')).text();
    expect(html).toContain('action="/my/apps/client-1"');
    expect(html).toContain('주문을 취소해요');
    expect((await open({ grants: [] }).ask('/fragments/apps')).status).toBe(204);
  });

  test.each([200, 404])('end by a press of the button, also by a second one (%d)', async (status) => {
    const answer = await open(status === 200 ? {} : toProblem(404), status).ask('/my/apps/client-1', {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/my?done=app-disconnected#apps']);
  });
});

function toProblem(status: number, reason?: string) {
  return { type: 'about:blank', title: 'x', status, ...(reason ? { reason } : {}) };
}

/** The frontend with a BFF that answers everything with `json`. */
function open(json: object, status = 200) {
  const bodies: unknown[] = [];
  const BFF = {
    async fetch(request: Request) {
      if (request.method === 'POST') bodies.push(await request.json());
      return Response.json(json, { status });
    },
  };
  const ask = async (path: string, fields?: Record<string, string>, as = token) =>
    app.request(
      path,
      {
        headers: {
          ...(as ? { [headers.identity]: as } : {}),
          ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields).toString() } : {}),
      },
      { ...settings, BFF, LOG_LEVEL: 'off' },
    );
  return { ask, bodies };
}
