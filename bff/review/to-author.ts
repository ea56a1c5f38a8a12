/** The name a guest is shown by: the same for the same visitor, who cannot be told from it. */
export async function toAuthor(visitor: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`author:${visitor}`));
  return `손님 ${new Uint8Array(digest, 0, 2).toHex()}`;
}
