/**
 * The id of a review that is about to be written. The same visitor, product and key always give the same one, which is what
 * makes a repeated request harmless; nobody can tell the visitor from it.
 *
 * @param key left out where the caller sent none: then every request writes a review
 */
export async function toReviewId(visitor: string, product: string, key: string | undefined): Promise<string> {
  const name = JSON.stringify([visitor, product, key ?? crypto.randomUUID()]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  return new Uint8Array(digest, 0, 16).toHex();
}
