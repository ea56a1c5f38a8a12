import { expect, test } from 'bun:test';
import { importJWK, SignJWT } from 'jose';
import { createKeys } from '../identity/create-keys.ts';
import { openReleaseMap, sealReleaseMap } from './seal-release-map.ts';

const map = { number: 7, slices: {} };
const keys = await createKeys(['shell', 'cart-service'], 'now');
const own = keys.own.shell as string;

test('a release map is opened only if the shell’s key signed it as a release map', async () => {
  const sealed = await sealReleaseMap(map, own);
  expect(await openReleaseMap(sealed, keys.all)).toEqual(map);
  const others = await createKeys(['shell'], 'now');
  expect(await openReleaseMap(sealed, others.all)).toBeUndefined();
  const ofService = await sealReleaseMap(map, keys.own['cart-service'] as string);
  expect(await openReleaseMap(ofService, keys.all)).toBeUndefined();
  const [head, , signature] = sealed.split('.');
  const forged = Buffer.from(JSON.stringify({ map: { number: 8, slices: {} } })).toString('base64url');
  expect(await openReleaseMap(`${head}.${forged}.${signature}`, keys.all)).toBeUndefined();
  for (const text of ['', 'x', '{}', `${sealed}x`])
    expect(await openReleaseMap(text, keys.all)).toBeUndefined();
});

test.each([
  ['another type', 'visitor', map],
  ['another form', 'release-map', { number: 'x' }],
])('a signed text of %s is no release map', async (_, typ, content) => {
  const jwk = JSON.parse(own);
  const text = await new SignJWT({ map: content })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: jwk.kid })
    .sign(await importJWK(jwk, 'EdDSA'));
  expect(await openReleaseMap(text, keys.all)).toBeUndefined();
});
