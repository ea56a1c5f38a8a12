import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Inline, PolicySources } from './content-security-policy.ts';
import type { FragmentAddress } from './create-addresses.ts';
import { escapeAttribute } from './escape-attribute.ts';
import type { Names } from './names.ts';
import type { FragmentSlot, MarkupSlot } from './page.ts';
import type { Piece } from './piece.ts';

/** Attributes of `<html>`, such as `dir` and `class`. `lang` is always the language of the page. */
export type Attributes = Record<string, string>;

/** The parts that all pages share. The hash of a text without one is made when it is first needed. */
export type Frame = {
  /** Markup for `<head>`, such as icons. */
  head?: string;
  /** Attributes of `<html>`, for all languages or for each. Names have letters, digits, `-` and `_`. */
  attributes?: Attributes | ((language: string) => Attributes);
  /** Styles of the document, before those of the slices. */
  style?: Inline | string;
  /** Styles of the layout, inside the shadow root. */
  layoutStyle?: Inline | string;
  importMap?: Inline | string;
  /** The module that hydrates islands and refreshes fragments. */
  loader?: Inline | string;
  /** URL paths below which scripts may be loaded, such as `/assets/`; by default the whole origin. */
  scriptPaths?: string[];
  /** Names of the Trusted Types policies that the page's scripts create; by default any text may become HTML. */
  trustedTypes?: string[];
  /** Sources that the policy of pages allows besides its own, by directive. `'unsafe-…'` is refused. */
  policy?: PolicySources;
};

/** The slice that owns a fragment, and how the fragment is fetched. */
export type Owner = Pick<FragmentAddress, 'declared' | 'path'> & {
  manifest: Pick<Manifest, 'slice' | 'remote'>;
};

/** The element of a slot that the page fills itself. */
export function toMarkupElement(names: Names, name: string, { id }: MarkupSlot, html: string): string {
  const { fragmentElement } = names;
  return `<${fragmentElement} slot="${name}"${toAnchor(id)}>${html}</${fragmentElement}>`;
}

/**
 * The tags of the element of a fragment in its slot. A failed fragment has one too, as without it the skeleton would stay.
 *
 * @param owner undefined if the slice could not be reached at all
 */
export function toFragmentTags(
  names: Names,
  name: string,
  slot: FragmentSlot,
  piece: Piece,
  owner: Owner | undefined,
): { opening: string; closing: string } {
  const slice = slot.fragment.slice(0, slot.fragment.indexOf('/'));
  let attributes = `slot="${name}" data-boundary="${slice}" data-fragment="${slot.fragment}"`;
  attributes += toAnchor(slot.id);
  if (piece.version) attributes += ` data-version="${escapeAttribute(piece.version)}"`;
  if (piece.source === 'fallback') attributes += ' data-fallback';
  if (piece.about) attributes += ` data-about="${escapeAttribute(piece.about)}"`;
  if (piece.html === '') attributes += ' hidden';
  if (owner) attributes += toBrowserAttributes(piece, owner, names);
  const { fragmentElement } = names;
  return { opening: `<${fragmentElement} ${attributes}>`, closing: `</${fragmentElement}>` };
}

/** The attributes that the browser needs to hydrate a fragment and to fetch it again. */
function toBrowserAttributes(
  piece: Piece,
  { manifest, declared, path }: Owner,
  { refreshPath }: Names,
): string {
  if (!declared) return '';
  let attributes = '';
  if (declared.island && manifest.remote && piece.source !== 'fallback') {
    attributes += ` data-island="${escapeAttribute(manifest.remote)}"`;
  }
  const late = piece.reason === 'over-budget';
  if (late || declared.personal || declared.refreshOn.length > 0) {
    const url = `${refreshPath}/${manifest.slice}${path.slice('/fragments'.length)}`;
    attributes += ` data-src="${escapeAttribute(url)}" data-params="${escapeAttribute(declared.params.join(' '))}"`;
  }
  if (late) attributes += ' data-late';
  if (declared.personal) attributes += ' data-personal';
  if (declared.refreshOn.length > 0)
    attributes += ` data-refresh="${escapeAttribute(declared.refreshOn.join(' '))}"`;
  return attributes;
}

/** The target of an anchor can be focused, so that reading goes on there. */
function toAnchor(id: string | undefined): string {
  return id ? ` id="${id}" tabindex="-1"` : '';
}
