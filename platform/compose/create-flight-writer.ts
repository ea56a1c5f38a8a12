import type { Manifest } from '@jogakbo/contracts/fragment';
import type { ComposeOptions } from './composer-options.ts';
import { sliceOf } from './create-addresses.ts';
import type { ElementWriter } from './create-element-writer.ts';
import type { BreakerState } from './create-guards.ts';
import type { LateStyles } from './create-late-styles.ts';
import type { Warner } from './create-warner.ts';
import { type Flight, isOtherVersion } from './flight.ts';
import type { Part } from './join-bytes.ts';
import type { Loader } from './load-fragment.ts';
import type { Manifests } from './manifests.ts';
import type { Names } from './names.ts';
import { type FragmentReport, toFragmentReports } from './page-report.ts';
import type { Piece } from './piece.ts';
import type { Visit } from './visit.ts';
import { toMarkupElement } from './write-page.ts';

type WriterOptions = {
  loader: Loader;
  manifests: Manifests;
  writeElement: ElementWriter['write'];
  names: Names;
  breakerOf: (fragment: string) => BreakerState;
  warner: Warner;
};

/** What a page has sent already. */
export type Sent = {
  visit: Visit;
  /** The manifests whose styles the page has, by slice. */
  shown: Map<string, Manifest>;
  /** Allows styles after the head; undefined if each slice was known by then. */
  late: LateStyles | undefined;
  /** Describes each fragment, if the page was asked to. */
  about?: ComposeOptions['about'];
};

/** Makes the function that writes the element of a flight that has settled. */
export function createFlightWriter(options: WriterOptions) {
  const { loader, manifests, writeElement, names, breakerOf, warner } = options;
  /** A slice whose styles are not in the page brings them, once. A fragment of another version than the styles is replaced. */
  return function write(flight: Flight, { visit, shown, late, about }: Sent): Part[] {
    const { name, slot } = flight;
    const piece = flight.piece as Piece;
    if ('markup' in slot) return [toMarkupElement(names, name, slot, piece.html)];
    const slice = sliceOf(slot);
    const known = shown.get(slice);
    const manifest =
      known ?? (late && (manifests.find(slice, piece.version, visit) ?? manifests.peek(slice, visit)));
    if (manifest) shown.set(slice, manifest);
    if (isOtherVersion(flight, shown)) flight.piece = loader.replace(slot, piece, visit, manifest);
    const sent = about ? toDescribed(flight, about) : (flight.piece as Piece);
    const element = writeElement(name, slot, sent, visit, manifest);
    return !known && late && manifest ? [late.write(manifest), ...element] : element;
  };

  function toDescribed(flight: Flight, about: NonNullable<Sent['about']>): Piece {
    const piece = flight.piece as Piece;
    const [report] = toFragmentReports([flight], breakerOf);
    const describe = () => about(report as FragmentReport, piece.version);
    return { ...piece, about: warner.contain<string | undefined>('the option `about`', describe, undefined) };
  }
}
