import { type TokenClaims, tokenLifetime } from '@jogakbo/contracts/identity';
import { importJWK, type JWK, SignJWT } from 'jose';

/** On whose behalf, and for which slices. */
export type Subject = {
  member?: string | undefined;
  visitor?: string | undefined;
  /** The asker shows a session that cannot be looked up now. */
  unknown?: boolean | undefined;
  audience: string[];
};

type Mint = (subject: Subject, now: number) => Promise<string>;

/**
 * Mints tokens as `contracts/identity.ts` describes them. One is used again for the same subject for half its life.
 *
 * @param privateKey a private Ed25519 JSON Web Key as JSON, whose `kid` is `<issuer>:<name>`
 */
export function createMinter(privateKey: string): Mint {
  const known = minters.get(privateKey);
  if (known) return known;
  const jwk = JSON.parse(privateKey) as JWK & { kid: string };
  const issuer = jwk.kid.slice(0, jwk.kid.indexOf(':'));
  // The key itself, never a promise of it: a promise is bound to the request that made it.
  let key: Awaited<ReturnType<typeof importJWK>> | undefined;
  const minted = new Map<string, { token: string; at: number }>();

  async function mint({ member, visitor, unknown, audience }: Subject, now: number): Promise<string> {
    const name = JSON.stringify([member, visitor, unknown, audience]);
    const last = minted.get(name);
    if (last && Math.abs(now - last.at) < reuse) return last.token;
    key ??= await importJWK(jwk, 'EdDSA');
    const at = Math.floor(now / 1_000);
    const claims = {
      iss: issuer,
      aud: audience,
      ...(member ? { sub: member } : {}),
      ...(visitor ? { vis: visitor } : {}),
      ...(unknown ? { unknown } : {}),
      iat: at,
      exp: at + tokenLifetime,
    } satisfies TokenClaims;
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid }).sign(key);
    if (minted.size >= remembered) minted.clear();
    minted.set(name, { token, at: now });
    return token;
  }

  minters.set(privateKey, mint);
  return mint;
}

/** Milliseconds for which a token is used again. */
const reuse = (tokenLifetime * 1_000) / 2;
/** How many tokens an isolate remembers. */
const remembered = 1_000;
const minters = new Map<string, Mint>();
