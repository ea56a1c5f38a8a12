import type { Manifest } from '@jogakbo/contracts/fragment';
import { type Piece, toRequest } from './load-fragment.ts';
import type { FragmentSlot, MarkupSlot, View } from './page.ts';

/** Text that stands inline, and the CSP source expression that allows it. */
export type Inline = { content: string; hash: string };

/** What is the same on every page: made at build time. */
export type Frame = {
  /** Markup for `<head>`: icons and the like. */
  head: string;
  /** Styles of the document, before those of the slices. */
  style: Inline;
  /** Styles of the layout, inside the shadow root. */
  layoutStyle: Inline;
  importMap: Inline;
  /** The module that hydrates islands and refreshes fragments. */
  loader: Inline;
  /** URL paths below which scripts may be loaded, such as `/assets/`; the whole origin where left out. */
  scriptPaths?: string[];
  /** Names of the Trusted Types policies that the page's scripts make; any text may become HTML where left out. */
  trustedTypes?: string[];
};

/** All that comes after the last fragment. */
export const closing = '</jb-page></body></html>';

/** A slot that the page fills by itself. */
export function toMarkupElement(name: string, { id }: MarkupSlot, html: string): string {
  return `<jb-fragment slot="${name}"${toAnchor(id)}>${html}</jb-fragment>`;
}

/**
 * A fragment in its slot. An element is written for a failed one too, or the skeleton would stay for ever.
 *
 * @param manifest the manifest whose styles the page has; undefined where the slice could not be reached at all
 */
export function toFragmentElement(
  name: string,
  slot: FragmentSlot,
  piece: Piece,
  view: View,
  manifest: Manifest | undefined,
): string {
  const slice = slot.fragment.slice(0, slot.fragment.indexOf('/'));
  let attributes = `slot="${name}" data-boundary="${slice}" data-fragment="${slot.fragment}"`;
  attributes += toAnchor(slot.id);
  if (piece.version) attributes += ` data-version="${escapeAttribute(piece.version)}"`;
  if (piece.source === 'fallback') attributes += ' data-fallback';
  if (piece.html === '') attributes += ' hidden';
  if (manifest) attributes += toBrowserAttributes(slot, piece, view, manifest);
  return `<jb-fragment ${attributes}>${piece.html}</jb-fragment>`;
}

/** What the browser needs to hydrate a fragment and to fetch it again. */
function toBrowserAttributes(slot: FragmentSlot, piece: Piece, view: View, manifest: Manifest): string {
  const { declared, path } = toRequest(slot, view, manifest);
  if (!declared) return '';
  let attributes = '';
  if (declared.island && manifest.remote && piece.source !== 'fallback') {
    attributes += ` data-island="${escapeAttribute(manifest.remote)}"`;
  }
  if (declared.personal || declared.refreshOn.length > 0) {
    const url = `/_fragments/${manifest.slice}${path.slice('/fragments'.length)}`;
    attributes += ` data-src="${escapeAttribute(url)}" data-params="${escapeAttribute(declared.params.join(' '))}"`;
  }
  if (declared.personal) attributes += ' data-personal';
  if (declared.refreshOn.length > 0)
    attributes += ` data-refresh="${escapeAttribute(declared.refreshOn.join(' '))}"`;
  return attributes;
}

/** A target of anchors can be focused, so that reading goes on from there. */
function toAnchor(id: string | undefined): string {
  return id ? ` id="${id}" tabindex="-1"` : '';
}

/** Text as it may stand between the double quotes of an attribute. */
export function escapeAttribute(text: string): string {
  return /[&"<]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
    : text;
}
