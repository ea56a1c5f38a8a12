import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Flight } from './flight.ts';
import type { Manifests } from './manifests.ts';
import { sliceOf } from './to-request.ts';

export type LateStyles = ReturnType<typeof createLateStyles>;

/**
 * Styles of fragments whose slice was not known when the page's policy went out, or of which two versions answer by turns. They
 * come with the fragment, allowed by a nonce that only this page has.
 */
export function createLateStyles(flights: Flight[], shown: Map<string, Manifest>, manifests: Manifests) {
  const needed = flights.some(({ slot }) => {
    if (!('fragment' in slot)) return false;
    return !shown.has(sliceOf(slot)) || manifests.isRolling(sliceOf(slot));
  });
  const nonce = needed ? btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))) : '';
  const written = new Set<string>();

  return {
    /** The policy of the page, which allows the nonce where there is one. */
    allow: (policy: string): string =>
      nonce ? policy.replace('style-src ', () => `style-src 'nonce-${nonce}' `) : policy,

    /** The manifest whose styles may come with what a flight brought; undefined where they are there, or may not come. */
    manifestFor({ slot, piece }: Flight): Manifest | undefined {
      if (!nonce || !('fragment' in slot) || !piece?.version) return undefined;
      const slice = sliceOf(slot);
      const first = shown.get(slice);
      if (first?.version === piece.version || (first && !manifests.isRolling(slice))) return undefined;
      return manifests.find(slice, piece.version);
    },

    /** The style element, the first time that it is needed. */
    write({ slice, version, stylesheet }: Manifest): string {
      const key = `${slice} ${version}`;
      if (written.has(key)) return '';
      written.add(key);
      return `<style nonce="${nonce}">${stylesheet.content}</style>`;
    },
  };
}
