import type { Tones } from '../to-tones.ts';

/** The fills of a shape. The light comes from the upper left. */
export type Paint = {
  main: Tones;
  accent: Tones;
  /** A fill of the main color, light on the left and dark on the right. */
  body: string;
  /** A fill with the product's pattern, transparent between the marks. */
  motif: string;
};

/**
 * Draws a kind of thing on a canvas of 480 × 480. Its middle is at x = 240, its foot at y = 392.
 *
 * @param variant a number from 0 to 5. Variants 0 and 3, 1 and 4, 2 and 5 have the same outline and differ in pattern
 */
export type Shape = (paint: Paint, variant: number) => Drawing;

export type Drawing = {
  markup: string;
  /** The width of the thing on the floor, for its shadow. */
  width: number;
};

/** Fills one outline several times, for example first with a color and then with a pattern. */
export function coat(outline: string, ...fills: string[]): string {
  const uses = fills.map((fill) => `<use href="#k" fill="${fill}"/>`).join('');
  return `<defs><path id="k" d="${outline}"/></defs>${uses}`;
}

/** A highlight along the side that faces the light. */
export function gleam(path: string, width = 8): string {
  return `<path d="${path}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="${width}" stroke-linecap="round"/>`;
}

export const ink = '#2e2a36';
export const paper = '#fffdf8';
export const steel = '#c9ccd6';
