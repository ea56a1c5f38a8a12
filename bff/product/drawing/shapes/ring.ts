import { coat, gleam, type Shape } from './shape.ts';

/** A ring to exercise with: its grips at the sides, at top and bottom, or padded all round. */
export const ring: Shape = ({ main, accent, body, motif }, variant) => {
  const grips = [
    'M76 220h52v72H76zM352 220h52v72h-52z',
    'M204 92h72v52h-72zM204 368h72v52h-72z',
    'M102 140l40-34 34 40-40 34zM378 140l-40-34-34 40 40 34z',
  ][variant % 3];
  const outline =
    'M240 104a152 152 0 1 1 0 304 152 152 0 0 1 0-304zm0 38a114 114 0 1 0 0 228 114 114 0 0 0 0-228z';
  return {
    width: 190,
    markup: `<g transform="translate(0 -16)">${coat(outline, body, motif)}<path d="${grips}" fill="${accent.mid}"/><path d="M240 142a114 114 0 0 1 80 194" fill="none" stroke="${main.deep}" stroke-width="6"/>${gleam('M112 200q16-40 50-62')}</g>`,
  };
};
