import { ReleaseMap } from '@jogakbo/contracts/release-map';
import {
  createLocalJWKSet,
  decodeJwt,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as v from 'valibot';

/** The type of the signed text, so that no other text of the same key can be a release map. */
const type = 'release-map';
const issuer = 'shell';

/**
 * Signs a release map with the private key of the shell.
 *
 * @param privateKey a JSON Web Key as JSON, such as the shell's `IDENTITY_KEY`
 * @returns a JSON Web Token
 */
export async function sealReleaseMap(map: ReleaseMap, privateKey: string): Promise<string> {
  const jwk = JSON.parse(privateKey) as JWK & { kid: string };
  return new SignJWT({ map })
    .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: jwk.kid })
    .sign(await importJWK(jwk, 'EdDSA'));
}

/**
 * Opens a signed release map.
 *
 * @param publicKeys a JSON Web Key Set as JSON, such as `IDENTITY_KEYS`
 * @returns undefined if the shell's key did not sign it, or if it has another form
 */
export async function openReleaseMap(text: string, publicKeys: string): Promise<ReleaseMap | undefined> {
  try {
    const keys = createLocalJWKSet(JSON.parse(publicKeys) as JSONWebKeySet);
    const { payload, protectedHeader } = await jwtVerify(text, keys, { algorithms: ['EdDSA'], typ: type });
    if (protectedHeader.kid?.split(':')[0] !== issuer) return undefined;
    return v.parse(ReleaseMap, payload.map);
  } catch {
    return undefined;
  }
}

/** Reads a release map without a check of its signature, to show it. @returns undefined if it has another form */
export function peekReleaseMap(text: string): ReleaseMap | undefined {
  try {
    return v.parse(ReleaseMap, decodeJwt(text).map);
  } catch {
    return undefined;
  }
}
