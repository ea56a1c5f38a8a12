import { clockTolerance, TokenClaims, tokenLifetime } from '@jogakbo/contracts/identity';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import * as v from 'valibot';

/** Who asks, as a token says that was checked. */
export type Identity = {
  /** Who minted the token: `shell`, or the service that works by itself. */
  issuer: string;
  member: string | undefined;
  visitor: string | undefined;
  /** True where the asker shows a session that cannot be looked up now, so it is not known whether a member asks. */
  unknown?: boolean | undefined;
};

type Verify = (token: string, audience: string, now: number) => Promise<Identity | undefined>;

/**
 * Checks tokens as `contracts/identity.ts` describes them. What was found good is remembered until it expires, as a token serves
 * many requests.
 *
 * @param keys the public keys of all who mint, a JSON Web Key Set as JSON
 * @returns gives undefined for a token that is forged, late, early, too long-lived, for others, or of another's key
 */
export function createVerifier(keys: string): Verify {
  const known = verifiers.get(keys);
  if (known) return known;
  const keyOf = createLocalJWKSet(JSON.parse(keys) as JSONWebKeySet);
  const checked = new Map<string, { identity: Identity; claims: TokenClaims }>();

  async function verify(token: string, audience: string, now: number): Promise<Identity | undefined> {
    let found = checked.get(token);
    if (!found) {
      found = await check(token, now);
      if (!found) return undefined;
      if (checked.size >= remembered) checked.clear();
      checked.set(token, found);
    }
    const { aud, exp } = found.claims;
    return aud.includes(audience) && now / 1_000 < exp + clockTolerance ? found.identity : undefined;
  }

  async function check(token: string, now: number) {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
        algorithms: ['EdDSA'],
        clockTolerance,
        currentDate: new Date(now),
      });
      const claims = v.parse(TokenClaims, payload);
      const ownKey = protectedHeader.kid?.startsWith(`${claims.iss}:`);
      const early = claims.iat > now / 1_000 + clockTolerance;
      if (!ownKey || early || claims.exp - claims.iat > tokenLifetime) return undefined;
      const { iss: issuer, sub: member, vis: visitor, unknown } = claims;
      return { identity: { issuer, member, visitor, unknown }, claims };
    } catch {
      return undefined;
    }
  }

  verifiers.set(keys, verify);
  return verify;
}

/** How many good tokens an isolate remembers. */
const remembered = 1_000;
const verifiers = new Map<string, Verify>();
