const encoder = new TextEncoder();

/** Encodes text as UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Joins all parts into one buffer. Parts that are bytes already need no encoding, as most of a page is the same each time. */
export function joinBytes(parts: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoded = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  const joined = new Uint8Array(encoded.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of encoded) {
    joined.set(part, at);
    at += part.byteLength;
  }
  return joined;
}
