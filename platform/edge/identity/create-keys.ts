import { exportJWK, generateKeyPair, type JWK } from 'jose';

export type Keys = {
  /** The public keys of all issuers, a JSON Web Key Set as JSON: the variable IDENTITY_KEYS of every worker. */
  all: string;
  /** The private key of each issuer as JSON: the secret IDENTITY_KEY of that worker alone. */
  own: Record<string, string>;
};

/**
 * Makes a new Ed25519 key for each issuer of tokens.
 *
 * @param issuers the workers that make tokens, such as `shell`
 * @param name the name of these keys, which earlier keys must not have, such as `2026-11`
 */
export async function createKeys(issuers: string[], name: string): Promise<Keys> {
  const pairs = await Promise.all(
    issuers.map(async (issuer) => {
      const pair = await generateKeyPair('EdDSA', { extractable: true });
      const kid = `${issuer}:${name}`;
      const publicKey: JWK = { ...(await exportJWK(pair.publicKey)), kid };
      const privateKey: JWK = { ...(await exportJWK(pair.privateKey)), kid };
      return { issuer, publicKey, privateKey };
    }),
  );
  return {
    all: JSON.stringify({ keys: pairs.map(({ publicKey }) => publicKey) }),
    own: Object.fromEntries(pairs.map(({ issuer, privateKey }) => [issuer, JSON.stringify(privateKey)])),
  };
}
