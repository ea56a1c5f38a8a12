import * as v from 'valibot';

/** The keys of members' data: one that encrypts, those that still decrypt, and one that hashes e-mails to find members by. */
export type MemberKeys = { current: string; ciphers: Map<string, CryptoKey>; lookup: CryptoKey };

const Secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url'));
const KeyId = v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/));
/** The secret MEMBER_KEYS. Never remove a key that rows are still encrypted by; `lookup` stays for ever. */
const KeyFile = v.pipe(
  v.object({ current: KeyId, ciphers: v.record(KeyId, Secret), lookup: Secret }),
  v.check(({ current, ciphers }) => Object.hasOwn(ciphers, current), 'has no key of the id `current`'),
);

/** @param json the secret MEMBER_KEYS */
export async function openMemberKeys(json: string): Promise<MemberKeys> {
  const known = opened.get(json);
  if (known) return known;
  const { current, ciphers, lookup } = v.parse(KeyFile, JSON.parse(json));
  const imported = await Promise.all(
    Object.entries(ciphers).map(async ([id, secret]) => [id, await importCipher(secret)] as const),
  );
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const keys = {
    current,
    ciphers: new Map(imported),
    lookup: await crypto.subtle.importKey('raw', toBytes(lookup), hmac, false, ['sign']),
  };
  opened.set(json, keys);
  return keys;
}

/**
 * MEMBER_KEYS with a new key to encrypt by; those of before go on decrypting.
 *
 * @param id names the new key, such as `2026-11`
 * @param before what MEMBER_KEYS is so far; left out for the first
 */
export function addMemberKey(id: string, before?: string): string {
  const { ciphers, lookup } = before
    ? v.parse(KeyFile, JSON.parse(before))
    : { ciphers: {}, lookup: toSecret() };
  if (Object.hasOwn(ciphers, id)) throw new Error(`There is a key ${id} already.`);
  return JSON.stringify({ current: id, ciphers: { ...ciphers, [id]: toSecret() }, lookup });
}

// Keys themselves, never promises of them: a promise is bound to the request that made it.
const opened = new Map<string, MemberKeys>();

function importCipher(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', toBytes(secret), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function toBytes(secret: string) {
  return Uint8Array.fromBase64(secret, { alphabet: 'base64url' });
}

function toSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}
