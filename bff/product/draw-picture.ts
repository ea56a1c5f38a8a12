import type { Picture } from '@jogakbo/product-service/contract';
import { toMotif } from './pictures/to-motif.ts';
import { type Tones, toTones } from './pictures/to-tones.ts';
import { toView } from './pictures/to-view.ts';
import { bag } from './shapes/bag.ts';
import { ball } from './shapes/ball.ts';
import { bear } from './shapes/bear.ts';
import { bedding } from './shapes/bedding.ts';
import { block } from './shapes/block.ts';
import { book } from './shapes/book.ts';
import { bottle } from './shapes/bottle.ts';
import { box } from './shapes/box.ts';
import { can } from './shapes/can.ts';
import { cup } from './shapes/cup.ts';
import { dress } from './shapes/dress.ts';
import { drive } from './shapes/drive.ts';
import { fruit } from './shapes/fruit.ts';
import { lamp } from './shapes/lamp.ts';
import { pan } from './shapes/pan.ts';
import { pencil } from './shapes/pencil.ts';
import { phone } from './shapes/phone.ts';
import { plant } from './shapes/plant.ts';
import { puzzle } from './shapes/puzzle.ts';
import type { Shape } from './shapes/shape.ts';
import { shirt } from './shapes/shirt.ts';
import { shoe } from './shapes/shoe.ts';
import { trousers } from './shapes/trousers.ts';

const shapes: Record<string, Shape> = {
  ...{ bag, ball, bear, bedding, block, book, bottle, box, can, cup, dress },
  ...{ drive, fruit, lamp, pan, pencil, phone, plant, puzzle, shirt, shoe, trousers },
};

/**
 * A product's picture as an SVG image of 480 × 480: the same for the same values, whatever they are. A shape it does
 * not know comes in a box.
 *
 * @param view 1 as lists show it, 2 from nearby, 3 with its packaging, 4 at home
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
