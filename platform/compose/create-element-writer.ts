import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Copy } from './fragment-cache.ts';
import type { Piece } from './load-fragment.ts';
import type { FragmentSlot, View } from './page.ts';
import { toFragmentElement } from './write-page.ts';

/** {@link toFragmentElement}, which writes a fresh copy's element once for each slot that it stands in. */
export function createElementWriter(): typeof toFragmentElement {
  const written = new WeakMap<Copy, Map<FragmentSlot, string>>();

  return function write(
    name: string,
    slot: FragmentSlot,
    piece: Piece,
    view: View,
    manifest: Manifest | undefined,
  ) {
    if (!piece.copy) return toFragmentElement(name, slot, piece, view, manifest);
    let elements = written.get(piece.copy);
    if (!elements) {
      elements = new Map();
      written.set(piece.copy, elements);
    }
    let element = elements.get(slot);
    if (element === undefined) {
      element = toFragmentElement(name, slot, piece, view, manifest);
      elements.set(slot, element);
    }
    return element;
  };
}
