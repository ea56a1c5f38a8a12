import { describe, expect, test } from 'bun:test';
import { createTestIdentity } from '../../tests/create-test-identity.helper.ts';
import { paths } from './contract.ts';
import app from './worker.ts';

const { settings } = await createTestIdentity();
const tokens = {
  ...{ accessToken: 'jba_a', refreshToken: 'jbr_r', seconds: 900 },
  ...{ scopes: ['catalog:read', 'cart'], member: 'm' },
};

describe('the token endpoint', () => {
  test('takes a form, and answers as RFC 6749 says', async () => {
    const { post, asked } = open(() => Response.json(tokens, { status: 201 }));
    const answer = await post(paths.tokens, {
      ...{ grant_type: 'authorization_code', code: 'jbc_c', redirect_uri: 'https://app.example/' },
      ...{ client_id: 'client-1', code_verifier: 'v' },
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toEqual({
      ...{ access_token: 'jba_a', token_type: 'Bearer', expires_in: 900, refresh_token: 'jbr_r' },
      ...{ scope: 'catalog:read cart', member: 'm' },
    });
    expect(await asked[0]?.json()).toEqual({
      ...{ grantType: 'authorization_code', code: 'jbc_c', redirectUri: 'https://app.example/' },
      ...{ client: 'client-1', verifier: 'v', secret: '', refreshToken: '' },
    });
  });

  test.each([
    ['in the form', {}, { client_id: 'client-1', client_secret: 'jbk_k' }],
    ['by Basic', { authorization: `Basic ${btoa('client-1:jbk_k')}` }, {}],
    [
      'by Basic, with its id in the form',
      { authorization: `Basic ${btoa('client-1:jbk_k')}` },
      { client_id: 'client-1' },
    ],
  ])('takes the key of a client %s', async (_, headers, fields) => {
    const { post, asked } = open(() => Response.json(tokens, { status: 201 }));
    await post(paths.tokens, fields, headers);
    expect(await asked[0]?.json()).toMatchObject({ client: 'client-1', secret: 'jbk_k' });
  });

  test.each([
    ['%zz', {}],
    ['client-1:jbk_k', { client_id: 'client-2' }],
  ])('takes %j as no client', async (basic, fields) => {
    const { post, asked } = open(() => Response.json(tokens, { status: 201 }));
    await post(paths.tokens, fields, { authorization: `Basic ${btoa(basic)}` });
    expect(await asked[0]?.json()).toMatchObject({ client: '', secret: '' });
  });

  test.each([
    [422, 'invalid_grant', 400, 'invalid_grant'],
    [422, 'unsupported_grant_type', 400, 'unsupported_grant_type'],
    [401, 'invalid_client', 401, 'invalid_client'],
    [422, undefined, 400, 'invalid_request'],
    [503, undefined, 503, 'temporarily_unavailable'],
  ])('answers %d %s of the service with %d %s', async (status, reason, expected, error) => {
    const problem = { type: 'about:blank', title: 'x', status, ...(reason ? { reason } : {}) };
    for (const path of [paths.tokens, paths.revocations]) {
      const { post } = open(() => Response.json(problem, { status }));
      const answer = await post(path, {});
      expect([answer.status, await answer.json()]).toEqual([expected, expect.objectContaining({ error })]);
      expect(answer.headers.has('www-authenticate')).toBe(expected === 401);
    }
  });

  test.each([
    ['a parameter that comes twice', 'code=a&code=b', 'application/x-www-form-urlencoded'],
    ['JSON', '{}', 'application/json'],
  ])('refuses %s without asking the service', async (_, body, type) => {
    const { asked, ask } = open(() => Response.json(tokens));
    const answer = await ask(paths.tokens, { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(asked).toEqual([]);
  });
});

test('the revocation endpoint answers 200 without a body', async () => {
  const { post, asked } = open(() => Response.json({}));
  const answer = await post(paths.revocations, { token: 'jbr_r', client_id: 'client-1' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect(await asked[0]?.json()).toEqual({ token: 'jbr_r', client: 'client-1', secret: '' });
});

test('a guest has no grants', async () => {
  const { ask, asked } = open(() => Response.json({}));
  expect((await ask(paths.grants)).status).toBe(401);
  expect(asked).toEqual([]);
});

function open(answer: () => Response) {
  const asked: Request[] = [];
  const MEMBER = {
    async fetch(request: Request) {
      asked.push(request);
      return answer();
    },
  };
  const ask = async (path: string, init: RequestInit = {}) =>
    app.request(path, init, { ...settings, MEMBER, LOG_LEVEL: 'off' });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      ...{ method: 'POST', body: new URLSearchParams(fields).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  return { ask, post, asked };
}
