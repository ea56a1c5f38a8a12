import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How a new picture differs from the kept one. */
export type Difference = {
  /** The part of the pixels that differ, more than 0 and at most 1. */
  share: number;
  /** Width and height in pixels, if they differ. */
  sizes?: { kept: string; taken: string };
  /** A PNG file with the pixels that differ in red. */
  picture: Buffer;
};

/** The color distance from which a pixel counts as different, from 0 to 1. Chromium draws the same page with the same colors. */
const threshold = 0.02;

/**
 * Compares two PNG files. Pixels that only smooth an edge are ignored.
 *
 * @returns undefined if they show the same
 * @throws {Error} if one of them is no PNG file
 */
export function comparePictures(kept: Buffer, taken: Buffer): Difference | undefined {
  if (kept.equals(taken)) return undefined;
  const [before, after] = [PNG.sync.read(kept), PNG.sync.read(taken)];
  const width = Math.max(before.width, after.width);
  const height = Math.max(before.height, after.height);
  const difference = new PNG({ width, height });
  const count = pixelmatch(
    toSize(before, width, height),
    toSize(after, width, height),
    difference.data,
    ...([width, height, { threshold }] as const),
  );
  const sizes = { kept: toText(before), taken: toText(after) };
  const hasOtherSize = sizes.kept !== sizes.taken;
  if (count === 0 && !hasOtherSize) return undefined;
  return {
    // A picture of another size differs, even if the new part is as white as the page.
    share: Math.max(count, 1) / (width * height),
    ...(hasOtherSize ? { sizes } : {}),
    picture: PNG.sync.write(difference),
  };
}

/** Puts a picture into the upper left of an empty one. */
function toSize(picture: PNG, width: number, height: number): Buffer {
  if (picture.width === width && picture.height === height) return picture.data;
  const larger = new PNG({ width, height });
  PNG.bitblt(picture, larger, 0, 0, picture.width, picture.height, 0, 0);
  return larger.data;
}

function toText({ width, height }: PNG): string {
  return `${width} × ${height}`;
}
