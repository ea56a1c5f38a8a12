import { type TokenClaims, tokenLifetimeSeconds } from '@jogakbo/contracts/identity';
import { importJWK, type JWK, SignJWT } from 'jose';

/** The asker of a token, and the slices that it is valid for. */
export type Subject = {
  member?: string | undefined;
  visitor?: string | undefined;
  /** True if the asker has a session that cannot be looked up now. */
  unknown?: boolean | undefined;
  /** The member's name, for the slice that keeps members. */
  name?: string | undefined;
  audience: string[];
};

type Mint = (subject: Subject, now: number) => Promise<string>;

/**
 * Creates a function that makes tokens, as `contracts/identity.ts` describes them. It uses a token again for the same subject for
 * half of its lifetime.
 *
 * @param privateKey a private Ed25519 JSON Web Key as JSON, whose `kid` is `<issuer>:<name>`
 */
export function createMinter(privateKey: string): Mint {
  const known = minters.get(privateKey);
  if (known) return known;
  const jwk = JSON.parse(privateKey) as JWK & { kid: string };
  const issuer = jwk.kid.slice(0, jwk.kid.indexOf(':'));
  // The key, not a promise of the key: a promise belongs to the request that made it.
  let key: Awaited<ReturnType<typeof importJWK>> | undefined;
  const minted = new Map<string, { token: string; at: number }>();

  async function mint(subject: Subject, now: number): Promise<string> {
    const { member, visitor, unknown, name, audience } = subject;
    const id = JSON.stringify([member, visitor, unknown, name, audience]);
    const last = minted.get(id);
    if (last && Math.abs(now - last.at) < reuseMs) return last.token;
    key ??= await importJWK(jwk, 'EdDSA');
    const at = Math.floor(now / 1_000);
    const claims = {
      iss: issuer,
      aud: audience,
      ...(member ? { sub: member } : {}),
      ...(visitor ? { vis: visitor } : {}),
      ...(unknown ? { unknown } : {}),
      ...(name ? { name } : {}),
      iat: at,
      exp: at + tokenLifetimeSeconds,
    } satisfies TokenClaims;
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid }).sign(key);
    if (minted.size >= remembered) minted.clear();
    minted.set(id, { token, at: now });
    return token;
  }

  minters.set(privateKey, mint);
  return mint;
}

/** Milliseconds for which a token is used again. */
const reuseMs = (tokenLifetimeSeconds * 1_000) / 2;
/** The most tokens that an isolate remembers. */
const remembered = 1_000;
const minters = new Map<string, Mint>();
