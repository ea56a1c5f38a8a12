/** Hashes a member and a product to the id of the review. It is always the same, and does not reveal the member. */
export function toReviewId(member: string, product: string): Promise<string> {
  return toHash([member, product]);
}

/** Hashes the member, the product, the idempotency key and the content of a form to its id. */
export function toFormId(member: string, product: string, key: string, content: unknown): Promise<string> {
  return toHash([member, product, key, content]);
}

async function toHash(parts: unknown[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return new Uint8Array(digest, 0, 16).toHex();
}
