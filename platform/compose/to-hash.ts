/** The source expression by which a policy allows an inline text: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export async function toHash(content: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
