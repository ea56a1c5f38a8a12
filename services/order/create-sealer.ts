import { type CipherKeys, importCiphers, seal, unseal } from '@jogakbo/edge/envelope';

/** The secret ORDER_KEYS: keys by their ids, 32 bytes each in base64. `current` encrypts from now on. */
type Keys = { current: string; keys: Record<string, string> };

export type Sealer = {
  /** @param about what the value belongs to, such as an order's id; it can be decrypted for nothing else */
  seal(value: unknown, about: string): Promise<string>;
  open(sealed: string, about: string): Promise<unknown>;
};

/**
 * Encrypts personal data of orders and drafts.
 *
 * @param settings the secret ORDER_KEYS, such as `{"current":"2026-11","keys":{"2026-11":"…"}}`
 */
export function createSealer(settings: string): Sealer {
  return {
    seal: async (value, about) => seal(await openKeys(settings), JSON.stringify(value), about),
    open: async (sealed, about) => JSON.parse(await unseal(await openKeys(settings), sealed, about)),
  };
}

// Keys, not promises of keys: a promise belongs to the request that made it.
const opened = new Map<string, CipherKeys>();

async function openKeys(settings: string): Promise<CipherKeys> {
  const known = opened.get(settings);
  if (known) return known;
  const { current, keys } = JSON.parse(settings) as Keys;
  const bytes = Object.entries(keys).map(([id, key]) => [id, Uint8Array.fromBase64(key)] as const);
  const imported = await importCiphers(current, Object.fromEntries(bytes));
  opened.set(settings, imported);
  return imported;
}
