/** `keys` by their ids, 32 bytes each in base64; `current` is the one that seals from now on. */
type Keys = { current: string; keys: Record<string, string> };

export type Sealer = {
  /** @param about what it belongs to, such as an order's id: it opens for nothing else */
  seal(value: unknown, about: string): Promise<string>;
  open(sealed: string, about: string): Promise<unknown>;
};

/**
 * Encrypts personal data at rest by AES-256-GCM. What is sealed names its key, so that keys can be changed: add a new one, make
 * it current, and drop the old one once nothing is sealed by it.
 *
 * @param settings the secret ORDER_KEYS, such as `{"current":"2026-11","keys":{"2026-11":"…"}}`
 */
export function createSealer(settings: string): Sealer {
  const { current, keys } = JSON.parse(settings) as Keys;

  return {
    async seal(value, about) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt(
        toAlgorithm(iv, about),
        await keyOf(current, 'encrypt'),
        text,
      );
      return [current, iv.toBase64(), new Uint8Array(sealed).toBase64()].join('.');
    },

    async open(sealed, about) {
      const [id = '', iv = '', text = ''] = sealed.split('.');
      const algorithm = toAlgorithm(Uint8Array.fromBase64(iv), about);
      const opened = await crypto.subtle.decrypt(
        algorithm,
        await keyOf(id, 'decrypt'),
        Uint8Array.fromBase64(text),
      );
      return JSON.parse(new TextDecoder().decode(opened));
    },
  };

  async function keyOf(id: string, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
    const bytes = keys[id];
    if (!bytes) throw new Error(`ORDER_KEYS has no key ${id}.`);
    return crypto.subtle.importKey('raw', Uint8Array.fromBase64(bytes), 'AES-GCM', false, [usage]);
  }
}

function toAlgorithm(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(about) };
}
