import { coat, gleam, ink, type Shape, steel } from './shape.ts';

/** A pair of hiking poles with baskets near the ground, with longer grips, or with a band around the shaft. */
export const pole: Shape = ({ main, accent, body, motif }, variant) => {
  const extra = [
    '<path d="M206 352h52" stroke="#2e2a36" stroke-width="12" stroke-linecap="round"/>',
    `<path d="M218 150h28v48h-28z" fill="${accent.dark}"/>`,
    `<path d="M220 226h24v26h-24z" fill="${accent.mid}"/><path d="M206 352h52" stroke="${ink}" stroke-width="9" stroke-linecap="round"/>`,
  ][variant % 3];
  const one = (grip: string) =>
    `<path d="M232 150v214" stroke="${main.mid}" stroke-width="14"/><path d="M232 270v96" stroke="${steel}" stroke-width="10"/><path d="M232 360v32" stroke="${ink}" stroke-width="7"/><path d="M240 84q40 20 4 70" fill="none" stroke="${accent.deep}" stroke-width="6"/>${grip}${extra}`;
  const grip = 'M216 78q16-16 34 0v76h-32z';
  return {
    width: 230,
    markup:
      `<g transform="rotate(17 232 392)">${one(`<path d="${grip}" fill="${main.deep}"/>`)}</g>` +
      `<g transform="rotate(-15 232 392)">${one(coat(grip, body, motif))}</g>${gleam('M170 150l14 52', 4)}`,
  };
};
