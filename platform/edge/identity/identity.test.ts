import { describe, expect, test } from 'bun:test';
import { clockToleranceSeconds, tokenLifetimeSeconds } from '@jogakbo/contracts/identity';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import { createApp } from '../app/create-app.ts';
import { createKeys } from './create-keys.ts';
import { createMinter } from './create-minter.ts';
import { createVerifier } from './create-verifier.ts';
import { requireIssuer, requireMember } from './require-identity.ts';

const keys = await createKeys(['shell', 'order-service'], 'test');
const strangers = await createKeys(['shell'], 'test');
const own = (issuer: string) => keys.own[issuer] as string;
const mint = createMinter(own('shell'));
const verify = createVerifier(keys.all);
const now = Date.parse('2019-05-15T10:00:00+09:00');
const subject = { member: 'm1', visitor: 'v1', audience: ['cart', 'order'] };

async function sign(payload: JWTPayload, key = own('shell'), header: Record<string, string> = {}) {
  const jwk = JSON.parse(key);
  const whole = { iss: 'shell', aud: ['cart'], iat: now / 1_000, exp: now / 1_000 + 60, ...payload };
  return new SignJWT(whole)
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid, ...header })
    .sign(await importJWK(jwk, 'EdDSA'));
}

describe('a token', () => {
  test('names the asker to the slices of its audience, and to no other', async () => {
    const token = await mint(subject, now);
    const identity = { issuer: 'shell', member: 'm1', visitor: 'v1' };
    expect(await verify(token, 'cart', now)).toEqual(identity);
    expect(await verify(token, 'order', now)).toEqual(identity);
    expect(await verify(token, 'member', now)).toBeUndefined();
  });

  test('is valid for a minute, plus the tolerance for clocks', async () => {
    const token = await mint(subject, now);
    const last = now + (tokenLifetimeSeconds + clockToleranceSeconds) * 1_000;
    expect(await verify(token, 'cart', last - 1_000)).toBeDefined();
    expect(await verify(token, 'cart', last + 1_000)).toBeUndefined();
    expect(await createVerifier(`${keys.all} `)(token, 'cart', last + 1_000)).toBeUndefined();
    const early = now - clockToleranceSeconds * 1_000;
    expect(await createVerifier(`${keys.all}  `)(token, 'cart', early + 1_000)).toBeDefined();
    expect(await createVerifier(`${keys.all}   `)(token, 'cart', early - 1_000)).toBeUndefined();
  });

  test('is used again for half of its lifetime only', async () => {
    expect(await mint(subject, now + 29_000)).toBe(await mint(subject, now));
    expect(await mint(subject, now + 31_000)).not.toBe(await mint(subject, now));
    expect(await mint({ ...subject, member: 'm2' }, now)).not.toBe(await mint(subject, now));
  });

  test('has the name of the member if its slice gets the name, and a new name needs a new token', async () => {
    const named = { ...subject, name: '홍길동' };
    const token = await mint(named, now);
    expect(await verify(token, 'cart', now)).toMatchObject({ member: 'm1', name: '홍길동' });
    expect(await mint(named, now)).toBe(token);
    for (const name of ['김철수', undefined])
      expect((await verify(await mint({ ...subject, name }, now), 'cart', now))?.name).toBe(name);
  });

  test.each([
    ['signed by a key nobody knows', sign({}, strangers.own.shell)],
    ['of a service that calls itself the shell', sign({}, own('order-service'))],
    ['that lives longer than allowed', sign({ exp: now / 1_000 + 3_600 })],
    ['without an audience', sign({ aud: undefined as never })],
    ['without an end', sign({ exp: undefined as never })],
    ['signed by nothing', `${btoa('{"alg":"none"}')}.${btoa('{"iss":"shell","aud":["cart"]}')}.`],
    ['that is no token', 'nonsense'],
  ])('%s is refused', async (_, token) => {
    expect(await verify(await token, 'cart', now)).toBeUndefined();
  });

  test('of another algorithm is refused, also if the public key is its secret', async () => {
    const [jwk] = JSON.parse(keys.all).keys;
    const claims = { iss: 'shell', aud: ['cart'], iat: now / 1_000, exp: now / 1_000 + 60, sub: 'm1' };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: jwk.kid })
      .sign(new TextEncoder().encode(jwk.x));
    expect(await verify(forged, 'cart', now)).toBeUndefined();
  });
});

describe('a worker', () => {
  const app = createApp('cart-service');
  app.get('/who', (c) => c.json(c.var.identity ?? null));
  app.get('/members', requireMember(), (c) => c.json('in'));
  app.get('/orders-only', requireIssuer('order-service'), (c) => c.json('in'));
  const env = { LOG_LEVEL: 'off', IDENTITY_KEYS: keys.all };
  const get = (path: string, token?: string) =>
    app.request(path, { headers: token ? { 'x-jogakbo-identity': token } : {} }, env);

  test('knows the asker from the token alone', async () => {
    const token = await mint(subject, Date.now());
    expect(await (await get('/who', token)).json()).toMatchObject({ member: 'm1' });
    expect(await (await get('/who')).json()).toBeNull();
  });

  test('refuses a token that is forged or for another slice, instead of ignoring it', async () => {
    for (const token of ['nonsense', await mint({ ...subject, audience: ['order'] }, Date.now())]) {
      const refused = await get('/who', token);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ reason: 'invalid-token' });
    }
  });

  test('does not treat an asker as a guest whose session cannot be looked up', async () => {
    const token = await mint({ unknown: true, audience: ['cart'] }, Date.now());
    expect(await (await get('/who', token)).json()).toEqual({ issuer: 'shell', unknown: true });
    const refused = await get('/members', token);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ reason: 'sessions' });
  });

  test('refuses guests where only members may pass, and the shell where only services may', async () => {
    const guest = await mint({ visitor: 'v1', audience: ['cart'] }, Date.now());
    const member = await mint(subject, Date.now());
    const service = await createMinter(own('order-service'))(subject, Date.now());
    expect((await get('/members')).status).toBe(401);
    expect((await get('/members', guest)).status).toBe(401);
    expect((await get('/members', member)).status).toBe(200);
    expect((await get('/orders-only', member)).status).toBe(403);
    expect((await get('/orders-only', service)).status).toBe(200);
  });
});
