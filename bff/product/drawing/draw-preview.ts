import type { Picture } from '@jogakbo/product-service/contract';
import { drawPicture } from './draw-picture.ts';
import { toTones } from './to-tones.ts';

/** Width and height of a link preview in pixels. Most services that show previews expect this size. */
export const previewSize = { width: 1_200, height: 630 };

/** Draws the picture for link previews as an SVG image of {@link previewSize}: the picture from the lists on patches of its colors. */
export function drawPreview(picture: Picture): string {
  const { width, height } = previewSize;
  const { mist, light, mid } = toTones(picture.hue);
  const accent = toTones(picture.accent);
  const inner = drawPicture(picture).replace(
    '<svg ',
    `<svg x="${(width - height) / 2}" width="${height}" height="${height}" `,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<path fill="${mist}" d="M0 0h${width}v${height}H0z"/>` +
    // Two patches of cloth beside the picture.
    `<path fill="${light}" d="M0 0h285v315H0z"/><path fill="${accent.light}" d="M0 315h285v315H0z"/>` +
    `<path fill="${accent.mid}" d="M915 0h285v315H915z"/><path fill="${mid}" d="M915 315h285v315H915z"/>` +
    `${inner}</svg>`
  );
}
