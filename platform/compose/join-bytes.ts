const encoder = new TextEncoder();

/** Text as UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** One buffer of all parts. Much of a page is the same each time, and as bytes needs not be encoded each time. */
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
