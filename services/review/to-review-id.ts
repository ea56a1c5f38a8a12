/** The id of a member's review of a product. It is the same each time, and does not tell who the member is. */
export function toReviewId(member: string, product: string): Promise<string> {
  return toHash([member, product]);
}

/** The id of a form: the key that its page gave it, with what it says and by whom. */
export function toFormId(member: string, product: string, key: string, content: unknown): Promise<string> {
  return toHash([member, product, key, content]);
}

async function toHash(parts: unknown[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return new Uint8Array(digest, 0, 16).toHex();
}
