import type { Tones } from '../pictures/to-tones.ts';

/** What a shape is painted with. The light comes from the upper left. */
export type Paint = {
  main: Tones;
  accent: Tones;
  /** Fill of the main colour, light at the left and dark at the right. */
  body: string;
  /** Fill with the product's pattern; see-through between its marks. */
  motif: string;
};

/**
 * A kind of thing, drawn about x = 240 and standing at y = 392 of a 480 × 480 canvas.
 *
 * @param variant which of the kind, 0 to 5; those three apart share a silhouette and differ in pattern
 */
export type Shape = (paint: Paint, variant: number) => Drawing;

export type Drawing = {
  markup: string;
  /** How wide it stands on the floor: the width of its shadow. */
  width: number;
};

/** The same outline filled several times over, such as with its colour and then with its pattern. */
export function coat(outline: string, ...fills: string[]): string {
  const uses = fills.map((fill) => `<use href="#k" fill="${fill}"/>`).join('');
  return `<defs><path id="k" d="${outline}"/></defs>${uses}`;
}

/** A gleam along the side that the light falls on. */
export function gleam(path: string, width = 8): string {
  return `<path d="${path}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="${width}" stroke-linecap="round"/>`;
}

export const ink = '#2e2a36';
export const paper = '#fffdf8';
export const steel = '#c9ccd6';
