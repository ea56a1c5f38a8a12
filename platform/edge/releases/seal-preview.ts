import { Preview } from '@jogakbo/contracts/release-map';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';

/** A preview that the shell's key has signed, and when it ends. */
export type OpenedPreview = Preview & {
  /** Milliseconds since the epoch. */
  until: number;
};

/** The type of the signed text, so that no other text of the same key can be a preview. */
const type = 'preview';
const issuer = 'shell';

/**
 * Signs the right to see versions that no visitor gets yet.
 *
 * @param privateKey a JSON Web Key as JSON, such as the shell's `IDENTITY_KEY`
 * @param until milliseconds since the epoch
 * @returns a JSON Web Token
 */
export async function sealPreview(preview: Preview, privateKey: string, until: number): Promise<string> {
  const jwk = JSON.parse(privateKey) as JWK & { kid: string };
  return new SignJWT({ preview, exp: Math.floor(until / 1_000) })
    .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: jwk.kid })
    .sign(await importJWK(jwk, 'EdDSA'));
}

/**
 * Opens a signed preview.
 *
 * @param publicKeys a JSON Web Key Set as JSON, such as `IDENTITY_KEYS`
 * @param now milliseconds since the epoch
 * @returns undefined if the shell's key did not sign it, if it has ended, or if it has another form
 */
export async function openPreview(
  text: string,
  publicKeys: string,
  now: number,
): Promise<OpenedPreview | undefined> {
  try {
    const keys = createLocalJWKSet(JSON.parse(publicKeys) as JSONWebKeySet);
    const { payload, protectedHeader } = await jwtVerify(text, keys, {
      ...{ algorithms: ['EdDSA'], typ: type, currentDate: new Date(now), requiredClaims: ['exp'] },
    });
    if (protectedHeader.kid?.split(':')[0] !== issuer) return undefined;
    return { ...v.parse(Preview, payload.preview), until: (payload.exp as number) * 1_000 };
  } catch {
    return undefined;
  }
}
