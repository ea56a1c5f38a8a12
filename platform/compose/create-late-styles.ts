import type { Manifest } from '@jogakbo/contracts/fragment';

export type LateStyles = ReturnType<typeof createLateStyles>;

/**
 * Styles of slices whose manifests are not known when the head of the page is sent. They come with the first fragment of the slice. A nonce
 * that only this page has allows them, as their hashes cannot be in its policy.
 */
export function createLateStyles() {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));

  return {
    /** Adds the nonce to the policy of the page. */
    allow: (policy: string): string => policy.replace('; style-src', () => `; style-src 'nonce-${nonce}'`),

    /** The style element of a slice. */
    write: ({ stylesheet }: Manifest): string => `<style nonce="${nonce}">${stylesheet.content}</style>`,
  };
}
