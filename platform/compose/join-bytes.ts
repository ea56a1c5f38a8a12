const encoder = new TextEncoder();

/** A piece of a page: text, or its bytes in UTF-8. */
export type Part = string | Uint8Array;

/** Encodes text as UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Joins all parts into one buffer. Parts that are bytes already need no encoding. Texts side by side are encoded together. */
export function joinBytes(parts: Part[]): Uint8Array<ArrayBuffer> {
  const encoded: Uint8Array[] = [];
  let text = '';
  let size = 0;
  const add = (bytes: Uint8Array) => {
    size += bytes.byteLength;
    encoded.push(bytes);
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    if (text) add(encoder.encode(text));
    text = '';
    add(part);
  }
  if (text) add(encoder.encode(text));
  const joined = new Uint8Array(size);
  let at = 0;
  for (const bytes of encoded) {
    joined.set(bytes, at);
    at += bytes.byteLength;
  }
  return joined;
}
