/** Makes inline styles with the hash by which a policy allows them. */
export async function toInline(content: string): Promise<{ content: string; hash: string }> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return { content, hash: `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` };
}
