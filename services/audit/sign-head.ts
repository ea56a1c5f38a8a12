import type { Signature } from './contract.ts';

type Key = { kid: string; kty: string; crv?: string; x?: string; d?: string };

/**
 * Signs a head of the chain. A person who can write to the store but has no key cannot make another valid chain.
 *
 * @param privateKey the service's own key, a private Ed25519 JSON Web Key as JSON
 */
export async function signHead(
  link: Pick<Signature, 'seq' | 'head' | 'time'>,
  privateKey: string,
): Promise<Signature> {
  const jwk = JSON.parse(privateKey) as Key;
  const key = await crypto.subtle.importKey('jwk', toPlain(jwk), 'Ed25519', false, ['sign']);
  const signature = await crypto.subtle.sign('Ed25519', key, toSigned(link));
  return { ...link, key: jwk.kid, signature: Buffer.from(signature).toString('base64') };
}

/**
 * Checks the signature of a head.
 *
 * @param publicKeys a JSON Web Key Set as JSON
 * @returns undefined if the key is unknown, so the signature cannot be checked
 */
export async function isSigned(signature: Signature, publicKeys: string): Promise<boolean | undefined> {
  const { keys } = JSON.parse(publicKeys) as { keys: Key[] };
  const jwk = keys.find(({ kid }) => kid === signature.key);
  if (!jwk) return undefined;
  const key = await crypto.subtle.importKey('jwk', toPlain(jwk), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify(
    'Ed25519',
    key,
    Buffer.from(signature.signature, 'base64'),
    toSigned(signature),
  );
}

function toSigned({ seq, head, time }: Pick<Signature, 'seq' | 'head' | 'time'>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`jogakbo audit ${seq} ${head} ${time}`);
}

function toPlain({ kty, crv = '', x = '', d }: Key): JsonWebKey {
  return { kty, crv, x, ...(d ? { d } : {}) };
}
