import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { ApiClient, AuthorizationView, apiClientPath } from '@jogakbo/contracts/api';
import { headers } from '@jogakbo/contracts/fragment';
import fc from 'fast-check';
import * as v from 'valibot';
import { startClock } from '../../tests/start-clock.helper.ts';
import { CreatedClient, GrantList, paths, TokenAnswer } from './contract.ts';
import { isRedirectUri } from './is-redirect-uri.ts';
import { hong, openServices } from './open-services.helper.ts';

const services = await openServices();
afterAll(() => services.close());

const operator = { authorization: 'Bearer secret' };
const redirectUri = 'https://app.example/back?from=shop';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
let service: ReturnType<typeof services.createService>;
let app: CreatedClient;
beforeEach(async () => {
  service = services.createService({ OPERATOR_TOKEN: 'secret' });
  app = await register();
});

describe('the request of a client', () => {
  test('shows the member who asks, and for what', async () => {
    const answer = await service.ask('GET', paths.authorization({ ...toRequest(), state: 'x' }));
    expect(v.parse(AuthorizationView, await answer.json())).toEqual({
      ...{ client: 'Phone app', scopes: ['cart', 'orders'], target: redirectUri },
    });
  });

  test.each([
    ['another host', { redirect_uri: 'https://evil.example/back?from=shop' }, 'unknown-redirect'],
    ['a path below', { redirect_uri: `${redirectUri}/deeper` }, 'unknown-redirect'],
    ['another query', { redirect_uri: 'https://app.example/back?from=evil' }, 'unknown-redirect'],
    ['no address', { redirect_uri: '' }, 'unknown-redirect'],
    ['a script', { redirect_uri: 'javascript:alert(1)' }, 'unknown-redirect'],
    ['no such client', { client_id: 'client-x' }, 'unknown-client'],
  ])('with %s is not answered at that address', async (_, wrong, reason) => {
    const answer = await service.ask('GET', paths.authorization({ ...toRequest(), ...wrong }));
    expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ reason })]);
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: '' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: '' }, 'invalid_request'],
    [{ code_challenge: verifier.slice(1) }, 'invalid_request'],
    [{ scope: 'cart everything' }, 'invalid_scope'],
    [{ scope: 'checkout' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_scope'],
  ])('with %j goes back to the client as %s, with its state', async (wrong, error) => {
    for (const ask of [
      () => service.ask('GET', paths.authorization({ ...toRequest(), state: 'a b', ...wrong })),
      () => allow('m1', { state: 'a b', ...wrong }),
    ]) {
      const { redirect } = (await (await ask()).json()) as { redirect: string };
      const { origin, searchParams } = new URL(redirect);
      expect([
        origin,
        searchParams.get('from'),
        searchParams.get('error'),
        searchParams.get('state'),
      ]).toEqual([...['https://app.example', 'shop', error, 'a b']]);
      expect(searchParams.has('code')).toBe(false);
    }
  });

  test('of a revoked client is refused', async () => {
    await service.ask('DELETE', paths.apiClient(app.id), undefined, operator);
    const answer = await service.ask('GET', paths.authorization(toRequest()));
    expect(await answer.json()).toMatchObject({ reason: 'unknown-client' });
  });

  test('that the member refuses gets no code', async () => {
    const { redirect } = (await (await allow('m1', { allow: false, state: 's' })).json()) as Reply;
    expect(redirect).toBe('https://app.example/back?from=shop&error=access_denied&state=s');
  });
});

describe('a code', () => {
  test('gives tokens that act for the member with the allowed scopes', async () => {
    const tokens = await open('m1');
    expect(tokens.scopes).toEqual(['catalog:read', 'cart', 'orders']);
    expect(await lookUp(tokens.accessToken)).toEqual({
      ...{ id: app.id, quota: 600, scopes: ['catalog:read', 'cart', 'orders'], member: 'm1' },
    });
  });

  test('is worth nothing for another client, at another address, or without the secret of its client', async () => {
    const thief = await register({ name: 'Thief' });
    const code = await begin('m1');
    for (const [status, wrong] of [
      [422, { client: thief.id }],
      [422, { client: thief.id, secret: thief.key }],
      [401, { client: app.id, secret: thief.key }],
      [422, { redirectUri: 'https://app.example/other' }],
      [422, { verifier: 'w'.repeat(43) }],
      [422, { verifier: challenge }],
      [422, { verifier: '' }],
    ] as const)
      expect({ wrong, status: (await exchange({ code, ...wrong })).status }).toEqual({ wrong, status });
    // None of these tries has used it up.
    expect((await exchange({ code })).status).toBe(201);
  });

  test('that is used twice ends the tokens that it gave', async () => {
    const code = await begin('m1');
    const { accessToken } = v.parse(TokenAnswer, await (await exchange({ code })).json());
    const again = await exchange({ code });
    expect(await again.json()).toMatchObject({ reason: 'invalid_grant' });
    expect(await lookUp(accessToken)).toBe(404);
  });

  test('that two requests send at the same time gives tokens to at most one of them', async () => {
    const code = await begin('m1');
    const statuses = (await Promise.all([exchange({ code }), exchange({ code })])).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(1);
  });

  test('is valid for a minute', async () => {
    const code = await begin('m1');
    expect((await exchange({ code }, 61)).status).toBe(422);
    expect((await exchange({ code }, 59)).status).toBe(201);
  });
});

describe('a client that keeps a key', () => {
  test('gets tokens only with it', async () => {
    app = await register({ name: 'Partner', open: false });
    const code = await begin('m1');
    for (const secret of ['', `jbk_${'x'.repeat(43)}`])
      expect((await exchange({ code, secret })).status).toBe(401);
    expect((await exchange({ code, secret: app.key })).status).toBe(201);
  });
});

describe('a refresh token', () => {
  test('is replaced at each use, and the access token with it', async () => {
    const first = await open('m1');
    const second = v.parse(TokenAnswer, await (await refresh(first.refreshToken)).json());
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.member).toBe(first.member);
    expect(await lookUp(first.accessToken)).toBe(404);
    expect(await lookUp(second.accessToken)).toMatchObject({ member: 'm1' });
  });

  test('that is used twice ends the whole grant, since one of the two users is a thief', async () => {
    const first = await open('m1');
    const second = v.parse(TokenAnswer, await (await refresh(first.refreshToken)).json());
    expect((await refresh(first.refreshToken)).status).toBe(422);
    expect(await lookUp(second.accessToken)).toBe(404);
    expect((await refresh(second.refreshToken)).status).toBe(422);
  });

  test('of another client is refused and goes on', async () => {
    const { refreshToken } = await open('m1');
    const other = await register({ name: 'Other' });
    expect((await refresh(refreshToken, { client: other.id })).status).toBe(422);
    expect((await refresh(refreshToken)).status).toBe(201);
  });
});

describe('an access token', () => {
  test('is valid for a quarter of an hour', async () => {
    const { accessToken } = await open('m1');
    expect(await lookUp(accessToken, 899)).toMatchObject({ member: 'm1' });
    expect(await lookUp(accessToken, 901)).toBe(404);
  });

  test('is worth nothing after the key of its client is revoked', async () => {
    const { accessToken } = await open('m1');
    await service.ask('DELETE', paths.apiClient(app.id), undefined, operator);
    expect(await lookUp(accessToken)).toBe(404);
  });

  test('ends with its grant when the client, and no other, revokes it', async () => {
    const { accessToken, refreshToken } = await open('m1');
    const other = await register({ name: 'Other' });
    for (const [client, known] of [
      [other.id, true],
      [app.id, false],
    ] as const) {
      const revoked = await service.ask('POST', paths.revocations, { client, token: accessToken });
      expect(revoked.status).toBe(200);
      expect((await lookUp(accessToken)) !== 404).toBe(known);
    }
    expect((await refresh(refreshToken)).status).toBe(422);
  });
});

describe('a member', () => {
  test('ends all tokens by a log-out everywhere, and by a new password', async () => {
    const { member } = await service.signUp();
    for (const end of [
      () => service.ask('DELETE', paths.mySessions, undefined, { member: member.id }),
      () => service.ask('POST', paths.mySessions, undefined, { member: member.id }),
      () =>
        service.ask(
          'PUT',
          paths.password,
          { current: hong.password, password: '수제비 먹는 수요일' },
          { member: member.id },
        ),
    ]) {
      const tokens = await open(member.id);
      const other = await open('m2');
      expect((await end()).ok).toBe(true);
      expect(await lookUp(tokens.accessToken)).toBe(404);
      expect((await refresh(tokens.refreshToken)).status).toBe(422);
      expect(await lookUp(other.accessToken)).toMatchObject({ member: 'm2' });
    }
  });

  test('sees which clients may act for them, and ends one of them', async () => {
    const { accessToken } = await open('m1');
    await open('m1');
    const list = async () => v.parse(GrantList, await (await mine('GET', paths.grants)).json()).grants;
    expect(await list()).toEqual([
      { client: app.id, name: 'Phone app', scopes: ['cart', 'orders'], since: expect.any(Number) },
    ]);
    expect((await mine('DELETE', paths.grant(app.id), 'm2')).status).toBe(404);
    expect((await mine('DELETE', paths.grant(app.id))).status).toBe(200);
    expect(await list()).toEqual([]);
    expect(await lookUp(accessToken)).toBe(404);
  });
});

test('the store has no token that could be used, and forgets those that have expired', async () => {
  const code = await begin('m1');
  const tokens = v.parse(TokenAnswer, await (await exchange({ code })).json());
  const dump = async () => {
    const rows = ['api_grant', 'api_token'].map((table) =>
      service.database.prepare(`SELECT * FROM ${table}`).all(),
    );
    return JSON.stringify((await Promise.all(rows)).map(({ results }) => results));
  };
  const kept = await dump();
  for (const secret of [code, tokens.accessToken, tokens.refreshToken]) expect(kept).not.toContain(secret);
  Object.assign(service.env, startClock(after(31 * 24 * 60 * 60)));
  await service.scheduled();
  expect(await dump()).toBe('[[],[]]');
});

test('a key alone acts for no member', async () => {
  expect(await lookUp(app.key)).toEqual({ id: app.id, quota: 600, scopes: ['catalog:read'] });
});

test.each([
  ['https://app.example/back', true],
  ['http://127.0.0.1:8080/back', true],
  ['com.example.app:/back', true],
  ['http://app.example/back', false],
  ['https://app.example/back#part', false],
  ['https://user:word@app.example/', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://*.example/', false],
  ['//app.example', false],
  ['', false],
])('whether members may come back to %s: %s', (address, allowed) =>
  expect(isRedirectUri(address)).toBe(allowed),
);

test('no text is a redirect address that runs a script', () => {
  const scheme = fc.constantFrom(
    'javascript:',
    'data:',
    'vbscript:',
    'blob:',
    'file:',
    'about:',
    ' javascript:',
    'java\tscript:',
  );
  fc.assert(
    fc.property(scheme, fc.string(), (start, rest) => expect(isRedirectUri(start + rest)).toBe(false)),
  );
});

type Reply = { redirect: string };

async function register(given: object = {}): Promise<CreatedClient> {
  const input = {
    name: 'Phone app',
    scopes: ['catalog:read', 'cart', 'orders'],
    open: true,
    redirectUris: [redirectUri],
    ...given,
  };
  const answer = await service.ask('POST', paths.apiClients, input, operator);
  expect(answer.status).toBe(201);
  return v.parse(CreatedClient, await answer.json());
}

function toRequest() {
  return {
    ...{ response_type: 'code', client_id: app.id, redirect_uri: redirectUri, scope: 'cart orders' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  };
}

function allow(member: string, given: object = {}) {
  return service.ask('POST', paths.grants, { ...toRequest(), allow: true, ...given }, { member });
}

async function begin(member: string): Promise<string> {
  const { redirect } = (await (await allow(member)).json()) as Reply;
  return new URL(redirect).searchParams.get('code') as string;
}

function exchange(given: object, seconds = 0) {
  const body = { grantType: 'authorization_code', client: app.id, redirectUri, verifier, ...given };
  return at(seconds, () => service.ask('POST', paths.tokens, body));
}

function refresh(refreshToken: string, given: object = {}) {
  return service.ask('POST', paths.tokens, {
    grantType: 'refresh_token',
    client: app.id,
    refreshToken,
    ...given,
  });
}

async function open(member: string): Promise<TokenAnswer> {
  return v.parse(TokenAnswer, await (await exchange({ code: await begin(member) })).json());
}

function mine(method: string, path: string, member = 'm1') {
  return service.ask(method, path, undefined, { member });
}

async function lookUp(credential: string, seconds = 0) {
  const answer = await at(seconds, () =>
    service.ask('GET', apiClientPath, undefined, { [headers.credential]: credential }),
  );
  return answer.ok ? v.parse(ApiClient, await answer.json()) : answer.status;
}

/** Asks with the clock of the service some seconds ahead. */
async function at<Value>(seconds: number, ask: () => Promise<Value>): Promise<Value> {
  if (seconds > 0) Object.assign(service.env, startClock(after(seconds)));
  const value = await ask();
  for (const name of ['DEV_NOW', 'DEV_NOW_SINCE']) Reflect.deleteProperty(service.env, name);
  return value;
}

function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}
