import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Copy } from './fragment-cache.ts';
import { toBytes } from './join-bytes.ts';
import type { Piece } from './load-fragment.ts';
import type { FragmentSlot, View } from './page.ts';
import { toFragmentElement } from './write-page.ts';

/** {@link toFragmentElement} as bytes, which writes a fresh copy's element once for each slot that it stands in. */
export function createElementWriter() {
  const written = new WeakMap<Copy, Map<FragmentSlot, Uint8Array>>();

  return function write(
    name: string,
    slot: FragmentSlot,
    piece: Piece,
    view: View,
    manifest: Manifest | undefined,
  ): Uint8Array {
    if (!piece.copy) return toBytes(toFragmentElement(name, slot, piece, view, manifest));
    let elements = written.get(piece.copy);
    if (!elements) {
      elements = new Map();
      written.set(piece.copy, elements);
    }
    let element = elements.get(slot);
    if (element === undefined) {
      element = toBytes(toFragmentElement(name, slot, piece, view, manifest));
      elements.set(slot, element);
    }
    return element;
  };
}
