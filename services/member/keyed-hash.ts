import type { MemberKeys } from './keys.ts';

/** HMAC-SHA-256 in hexadecimal: tells the same from others without telling what it is. */
export async function toKeyedHash(keys: MemberKeys, text: string): Promise<string> {
  return (await toKeyedBytes(keys, text)).toHex();
}

/**
 * The salt of an address's passwords. All members who name the same address share it, so that one hash tells which of them a
 * password belongs to.
 *
 * @param account the keyed hash of the address
 */
export async function toSalt(keys: MemberKeys, account: string): Promise<Uint8Array> {
  return (await toKeyedBytes(keys, `salt/${account}`)).slice(0, 16);
}

async function toKeyedBytes({ lookup }: MemberKeys, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', lookup, new TextEncoder().encode(text)));
}
