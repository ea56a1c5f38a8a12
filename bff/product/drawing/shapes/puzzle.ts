import { gleam, type Shape } from './shape.ts';

// A side of length 150 with a knob in the middle: pointing out, and pointing in.
const knob = 'h54q-18-40 21-40t21 40h54';
const piece = `M-75-75${knob}v54q40-18 40 21t-40 21v54h-54q18-40-21-40t-21 40h-54v-54q40 18 40-21t-40-21z`;

/** Pieces of a jigsaw: put together, one still missing, or a few lying about. */
export const puzzle: Shape = ({ main, accent, motif }, variant) => {
  const at = (x: number, y: number, turn: number, fill: string) =>
    `<g transform="translate(${x} ${y}) rotate(${turn}) scale(.86)" fill="${fill}"><use href="#j"/>` +
    `<use href="#j" fill="${motif}" opacity=".6"/></g>`;
  const defined = `<defs><path id="j" d="${piece}" stroke="#fff" stroke-opacity=".6" stroke-width="3"/></defs>`;

  if (variant % 3 === 2) {
    const loose = at(298, 306, 30, main.dark) + at(178, 304, -14, accent.mid) + at(242, 186, 98, main.light);
    return { width: 260, markup: defined + loose };
  }
  const last = variant % 3 === 0 ? at(304.5, 198, 90, main.dark) : at(330, 158, 118, accent.dark);
  return {
    width: 270,
    markup:
      defined +
      at(175.5, 198, 0, main.light) +
      at(304.5, 327, 180, accent.mid) +
      at(175.5, 327, 270, main.mid) +
      last +
      gleam('M124 150v44'),
  };
};
