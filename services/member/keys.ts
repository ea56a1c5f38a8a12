import { type CipherKeys, importCiphers } from '@jogakbo/edge/envelope';
import * as v from 'valibot';

/** The keys of members' data. `lookup` hashes e-mails to find members. */
export type MemberKeys = CipherKeys & { lookup: CryptoKey };

const Secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url'));
const KeyId = v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/));
/** The secret MEMBER_KEYS. Never remove a key that rows still use, and never change `lookup`. */
const KeyFile = v.pipe(
  v.object({ current: KeyId, ciphers: v.record(KeyId, Secret), lookup: Secret }),
  v.check(({ current, ciphers }) => Object.hasOwn(ciphers, current), 'has no key with the id `current`'),
);

/**
 * Imports the keys of a secret, once in each isolate.
 *
 * @param json the secret MEMBER_KEYS
 * @throws {v.ValiError} if the secret is malformed
 */
export async function openMemberKeys(json: string): Promise<MemberKeys> {
  const known = opened.get(json);
  if (known) return known;
  const { current, ciphers, lookup } = v.parse(KeyFile, JSON.parse(json));
  const bytes = Object.fromEntries(Object.entries(ciphers).map(([id, secret]) => [id, toBytes(secret)]));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const keys = {
    ...(await importCiphers(current, bytes)),
    lookup: await crypto.subtle.importKey('raw', toBytes(lookup), hmac, false, ['sign']),
  };
  opened.set(json, keys);
  return keys;
}

/**
 * Adds a new key to MEMBER_KEYS and makes it the current one. Older keys still decrypt.
 *
 * @param id the id of the new key, such as `2026-11`
 * @param before the current MEMBER_KEYS; left out for the first key
 * @returns the new MEMBER_KEYS
 * @throws {Error} if there is a key with this id
 */
export function addMemberKey(id: string, before?: string): string {
  const { ciphers, lookup } = before
    ? v.parse(KeyFile, JSON.parse(before))
    : { ciphers: {}, lookup: toSecret() };
  if (Object.hasOwn(ciphers, id)) throw new Error(`There is already a key ${id}.`);
  return JSON.stringify({ current: id, ciphers: { ...ciphers, [id]: toSecret() }, lookup });
}

// Keys, not promises of keys: a promise belongs to the request that made it.
const opened = new Map<string, MemberKeys>();

function toBytes(secret: string) {
  return Uint8Array.fromBase64(secret, { alphabet: 'base64url' });
}

function toSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}
