import * as v from 'valibot';

/** The number of a page, and the key of its first row. */
export type Near = { page: number; key: (string | number)[] };

const Key = v.pipe(v.array(v.union([v.string(), v.number()])), v.maxLength(3));

/** Writes a page as a text for addresses: its number, a hyphen, and its key in base64url. */
export function writeNear({ page, key }: Near): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return `${page}-${bytes.toBase64({ alphabet: 'base64url', omitPadding: true })}`;
}

/** Reads what {@link writeNear} wrote; undefined for any other text. */
export function readNear(near: string): Near | undefined {
  const [, page, key] = /^([1-9]\d{0,3})-([\w-]+)$/.exec(near) ?? [];
  if (!page || !key) return undefined;
  try {
    const bytes = Uint8Array.fromBase64(key, { alphabet: 'base64url' });
    return { page: Number(page), key: v.parse(Key, JSON.parse(new TextDecoder().decode(bytes))) };
  } catch {
    return undefined;
  }
}
