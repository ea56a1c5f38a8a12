import type { Picture } from '@jogakbo/product-service/contract';
import { box } from './shapes/box.ts';
import { shapes } from './shapes/shapes.ts';
import { toMotif } from './to-motif.ts';
import { type Tones, toTones } from './to-tones.ts';
import { toView } from './to-view.ts';

/**
 * Draws a product as an SVG image of 480 × 480. The same values always give the same image. An unknown shape is drawn as a box.
 *
 * @param view 1 for lists, 2 from nearby, 3 with its packaging, 4 at home
 */
export function drawPicture(picture: Picture, view = 1): string {
  const pattern = Math.abs(Math.trunc(picture.pattern)) % 6;
  const main = toTones(picture.hue);
  const accent = toTones(picture.accent);
  const shape = (Object.hasOwn(shapes, picture.shape) && shapes[picture.shape]) || box;
  const drawing = shape({ main, accent, body: 'url(#m)', motif: 'url(#p)' }, pattern);
  const scene = toView(view, drawing, main, accent);
  const fills = { m: toBody(main), s: toShade(main), p: toMotif(pattern, accent.light) };
  const used = Object.entries(fills).flatMap(([id, fill]) => (scene.includes(`url(#${id})`) ? fill : []));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480">${used.join('')}${scene}</svg>`;
}

function toBody({ light, mid, dark }: Tones): string {
  return (
    `<linearGradient id="m" y2=".3"><stop stop-color="${light}"/><stop offset=".45" stop-color="${mid}"/>` +
    `<stop offset="1" stop-color="${dark}"/></linearGradient>`
  );
}

function toShade({ deep }: Tones): string {
  return (
    `<radialGradient id="s"><stop stop-color="${deep}80"/><stop offset=".6" stop-color="${deep}33"/>` +
    `<stop offset="1" stop-color="${deep}00"/></radialGradient>`
  );
}
