import type { MemberKeys } from './keys.ts';

/** HMAC-SHA-256 in hexadecimal: tells the same from others without telling what it is. */
export async function toKeyedHash({ lookup }: MemberKeys, text: string): Promise<string> {
  const hash = await crypto.subtle.sign('HMAC', lookup, new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
