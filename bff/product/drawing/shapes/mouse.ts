import { coat, gleam, ink, type Shape } from './shape.ts';

/** A computer mouse with a wheel: plain, with a stripe, or with buttons at its side. */
export const mouse: Shape = ({ main, accent, body, motif }, variant) => {
  const extra = [
    '',
    `<path d="M140 300q100 50 200 0v24q-100 50-200 0z" fill="${accent.mid}"/>`,
    `<path d="M136 220q-6 40 0 84l20 4q-8-46 0-92z" fill="${accent.dark}"/>`,
  ][variant % 3];
  return {
    width: 210,
    markup:
      coat('M240 84q106 6 106 150 0 158-106 158T134 234q0-144 106-150z', body, motif) +
      `<path d="M240 84v120M136 206q104 30 208 0" fill="none" stroke="${main.deep}" stroke-width="6"/>` +
      `<path d="M226 116h28v56h-28z" fill="${ink}"/><path d="M230 128h20M230 144h20M230 160h20" stroke="${accent.light}" stroke-width="5"/>` +
      `${extra}${gleam('M160 196q6-58 40-84', 9)}`,
  };
};
