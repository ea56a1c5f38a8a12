/** Makes 256 random bits as text, such as the id of a session. @param kind what the text begins with */
export function createSecret(kind = ''): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return kind + bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** A secret of 256 random bits needs no slow hash: nobody can try them all. */
export async function toSecretHash(secret: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return new Uint8Array(hash).toHex();
}
