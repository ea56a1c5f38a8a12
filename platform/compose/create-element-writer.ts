import { type Manifest, toFragmentPath } from '@jogakbo/contracts/fragment';
import { type Addresses, sliceOf } from './create-addresses.ts';
import type { Copy } from './fragment-cache.ts';
import { joinBytes, type Part } from './join-bytes.ts';
import type { Names } from './names.ts';
import type { FragmentSlot, View } from './page.ts';
import type { Piece } from './piece.ts';
import { type Owner, toFragmentTags } from './write-page.ts';

export type ElementWriter = ReturnType<typeof createElementWriter>;

/** Writes fragment elements as parts of a page. The element of a copy is written and joined once for each slot that shows it. */
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
  ): Part[] {
    if (!piece.copy || piece.about) return toElement(name, slot, piece, view, manifest);
    let elements = written.get(piece.copy);
    if (!elements) {
      elements = new Map();
      written.set(piece.copy, elements);
    }
    let element = elements.get(slot);
    if (element === undefined) {
      element = joinBytes(toElement(name, slot, piece, view, manifest));
      elements.set(slot, element);
    }
    return [element];
  }

  function toElement(
    name: string,
    slot: FragmentSlot,
    piece: Piece,
    view: View,
    manifest: Manifest | undefined,
  ): Part[] {
    const known = manifest && { manifest, ...addressOf(slot, view, manifest) };
    const owner = known ?? (piece.reason === 'over-budget' ? toUnknownOwner(slot, view) : undefined);
    const { opening, closing } = toFragmentTags(names, name, slot, piece, owner);
    return [opening, piece.bytes ?? piece.html, closing];
  }

  function clear(): void {
    written = new WeakMap();
  }
}

/** The owner of a fragment whose slice is not known, as no call was left for its manifest. The browser fetches it with all parameters. */
function toUnknownOwner(slot: FragmentSlot, view: View): Owner {
  const slice = sliceOf(slot);
  const path = toFragmentPath(slot.fragment.slice(slice.length + 1), { ...view.params, ...slot.params });
  const declared = { params: [], personal: false, island: false, refreshOn: [] };
  return { manifest: { slice, remote: null }, declared, path };
}
