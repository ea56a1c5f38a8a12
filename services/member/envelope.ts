import type { MemberKeys } from './keys.ts';

const coding = { alphabet: 'base64url', omitPadding: true } as const;
const utf8 = new TextEncoder();

/**
 * Encrypts text by the current key: `key id:initialisation vector:ciphertext`, AES-256-GCM.
 *
 * @param place where it will stand, such as `member/1/name`; it can be opened nowhere else
 */
export async function seal({ current, ciphers }: MemberKeys, text: string, place: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const cipher = ciphers.get(current) as CryptoKey;
  const sealed = await crypto.subtle.encrypt(toAlgorithm(iv, place), cipher, utf8.encode(text));
  return `${current}:${iv.toBase64(coding)}:${new Uint8Array(sealed).toBase64(coding)}`;
}

/** Opens what {@link seal} closed at the same place; throws where it was moved or changed, or its key is gone. */
export async function unseal({ ciphers }: MemberKeys, envelope: string, place: string): Promise<string> {
  const [id = '', iv = '', sealed = ''] = envelope.split(':');
  const cipher = ciphers.get(id);
  if (!cipher) throw new Error(`MEMBER_KEYS has no key ${id}, by which ${place} is encrypted.`);
  const bytes = await crypto.subtle.decrypt(
    toAlgorithm(Uint8Array.fromBase64(iv, coding), place),
    cipher,
    Uint8Array.fromBase64(sealed, coding),
  );
  return new TextDecoder().decode(bytes);
}

function toAlgorithm(iv: Uint8Array<ArrayBuffer>, place: string) {
  return { name: 'AES-GCM', iv, additionalData: utf8.encode(place) };
}
