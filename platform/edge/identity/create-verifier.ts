import { clockToleranceSeconds, TokenClaims, tokenLifetimeSeconds } from '@jogakbo/contracts/identity';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import * as v from 'valibot';

/** The asker, from a token that was checked. */
export type Identity = {
  /** The worker that made the token: `shell`, or a service that works by itself. */
  issuer: string;
  member: string | undefined;
  visitor: string | undefined;
  /** True if the asker has a session that cannot be looked up now, so the asker may be a member or a guest. */
  unknown?: boolean | undefined;
  /** The member's name. It is often missing: only the slice that keeps members gets it. */
  name?: string | undefined;
};

type Verify = (token: string, audience: string, now: number) => Promise<Identity | undefined>;

/**
 * Creates a function that checks tokens, as `contracts/identity.ts` describes them. It remembers valid tokens until they expire,
 * since a token serves many requests.
 *
 * @param keys the public keys of all issuers, a JSON Web Key Set as JSON
 * @returns a function that gives undefined for a token that is forged, expired, not valid yet, valid for too long, for another slice,
 *   or signed with the key of another issuer
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
    const { aud, iat, exp } = found.claims;
    const seconds = now / 1_000;
    // Tiers of one worker share what was checked, and on a developer's machine each may have its own clock.
    const isNow = iat <= seconds + clockToleranceSeconds && seconds < exp + clockToleranceSeconds;
    return isNow && aud.includes(audience) ? found.identity : undefined;
  }

  async function check(token: string, now: number) {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
        algorithms: ['EdDSA'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now),
      });
      const claims = v.parse(TokenClaims, payload);
      const ownKey = protectedHeader.kid?.startsWith(`${claims.iss}:`);
      if (!ownKey || claims.exp - claims.iat > tokenLifetimeSeconds) return undefined;
      const { iss: issuer, sub: member, vis: visitor, unknown, name } = claims;
      return { identity: { issuer, member, visitor, unknown, name }, claims };
    } catch {
      return undefined;
    }
  }

  verifiers.set(keys, verify);
  return verify;
}

/** The most valid tokens that an isolate remembers. */
const remembered = 1_000;
const verifiers = new Map<string, Verify>();
