import type { MemberKeys } from './keys.ts';

/** Makes the HMAC-SHA-256 of a text, in hexadecimal. It finds equal texts without revealing them. */
export async function toKeyedHash(keys: MemberKeys, text: string): Promise<string> {
  return (await toKeyedBytes(keys, text)).toHex();
}

/**
 * Makes the salt of the passwords for one e-mail. All members with this e-mail share it, so that one hash finds the member of a
 * password.
 *
 * @param account the keyed hash of the e-mail
 */
export async function toSalt(keys: MemberKeys, account: string): Promise<Uint8Array> {
  return (await toKeyedBytes(keys, `salt/${account}`)).slice(0, 16);
}

async function toKeyedBytes({ lookup }: MemberKeys, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', lookup, new TextEncoder().encode(text)));
}
