import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Addresses } from './create-addresses.ts';
import type { Copy } from './fragment-cache.ts';
import { toBytes } from './join-bytes.ts';
import type { Names } from './names.ts';
import type { FragmentSlot, View } from './page.ts';
import type { Piece } from './piece.ts';
import { toFragmentElement } from './write-page.ts';

export type ElementWriter = ReturnType<typeof createElementWriter>;

/** Writes fragment elements as bytes. The element of a copy is written once for each slot that shows it. */
export function createElementWriter({ addressOf }: Pick<Addresses, 'addressOf'>, names: Names) {
  let written = new WeakMap<Copy, Map<FragmentSlot, Uint8Array>>();
  return { write, clear };

  /** @param manifest the manifest whose styles the page has; undefined if the slice has none that could be read */
  function write(
    name: string,
    slot: FragmentSlot,
    piece: Piece,
    view: View,
    manifest: Manifest | undefined,
  ): Uint8Array {
    if (!piece.copy) return toElement(name, slot, piece, view, manifest);
    let elements = written.get(piece.copy);
    if (!elements) {
      elements = new Map();
      written.set(piece.copy, elements);
    }
    let element = elements.get(slot);
    if (element === undefined) {
      element = toElement(name, slot, piece, view, manifest);
      elements.set(slot, element);
    }
    return element;
  }

  function toElement(
    name: string,
    slot: FragmentSlot,
    piece: Piece,
    view: View,
    manifest: Manifest | undefined,
  ): Uint8Array {
    const owner = manifest && { manifest, ...addressOf(slot, view, manifest) };
    return toBytes(toFragmentElement(names, name, slot, piece, owner));
  }

  function clear(): void {
    written = new WeakMap();
  }
}
