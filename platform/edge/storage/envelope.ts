/** Keys for AES-256-GCM by their ids. `current` encrypts, and all of them decrypt. */
export type CipherKeys = { current: string; ciphers: ReadonlyMap<string, CryptoKey> };

/**
 * Imports keys for {@link seal} and {@link unseal}.
 *
 * @param current the id of the key that encrypts from now on
 * @param keys 32 bytes for each id
 */
export async function importCiphers(
  current: string,
  keys: Record<string, Uint8Array<ArrayBuffer>>,
): Promise<CipherKeys> {
  const imported = Object.entries(keys).map(async ([id, bytes]) => {
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return [id, key] as const;
  });
  return { current, ciphers: new Map(await Promise.all(imported)) };
}

/**
 * Encrypts a text with the current key. The result names the key, so that keys can be changed: add a new key, make it the current
 * one, and remove the old key once nothing is encrypted with it.
 *
 * @param place where the text is stored, such as `member/1/name`; it can be decrypted for this place only
 * @returns `key id:initialization vector:ciphertext`, the latter two in base64url
 * @throws {Error} if the current key is missing
 */
export async function seal(keys: CipherKeys, text: string, place: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    toAlgorithm(iv, place),
    keyOf(keys, keys.current, place),
    utf8.encode(text),
  );
  return `${keys.current}:${iv.toBase64(coding)}:${new Uint8Array(sealed).toBase64(coding)}`;
}

/**
 * Decrypts what {@link seal} has encrypted for the same place.
 *
 * @throws {Error} if its key is missing, or if it was changed or moved to another place
 */
export async function unseal(keys: CipherKeys, envelope: string, place: string): Promise<string> {
  const { id, iv, text } = parse(envelope);
  const opened = await crypto.subtle.decrypt(toAlgorithm(iv, place), keyOf(keys, id, place), text);
  return new TextDecoder().decode(opened);
}

const coding = { alphabet: 'base64url', omitPadding: true } as const;
const utf8 = new TextEncoder();

/** Reads also the older form `key id.initialization vector.ciphertext`, in base64. Stored orders and drafts may have it. */
function parse(envelope: string) {
  const [separator, alphabet] = envelope.includes(':')
    ? ([':', 'base64url'] as const)
    : (['.', 'base64'] as const);
  const [id = '', iv = '', text = ''] = envelope.split(separator);
  return {
    id,
    iv: Uint8Array.fromBase64(iv, { alphabet }),
    text: Uint8Array.fromBase64(text, { alphabet }),
  };
}

function keyOf({ ciphers }: CipherKeys, id: string, place: string): CryptoKey {
  const key = ciphers.get(id);
  if (!key) throw new Error(`The secret has no key ${id}, which encrypts ${place}.`);
  return key;
}

function toAlgorithm(iv: Uint8Array<ArrayBuffer>, place: string) {
  return { name: 'AES-GCM', iv, additionalData: utf8.encode(place) };
}
