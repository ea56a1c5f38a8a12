import { coat, gleam, ink, type Shape, steel } from './shape.ts';

/** A folding chair: plain, with a cushion for the head, or with a pocket. */
export const chair: Shape = ({ main, accent, body, motif }, variant) => {
  const extra = [
    `<path d="M150 196h180" stroke="${main.deep}" stroke-opacity=".5" stroke-width="6" stroke-dasharray="12 8"/>`,
    `<path d="M160 96h160q16 24 0 48H160q-16-24 0-48z" fill="${accent.mid}"/>`,
    `<path d="M180 170h120v56q-60 18-120 0z" fill="${accent.mid}"/><path d="M180 186h120" stroke="${accent.deep}" stroke-width="5"/>`,
  ][variant % 3];
  return {
    width: 300,
    markup:
      `<path d="M132 264l204 128M348 264L144 392M120 84v180M360 84v180" stroke="${steel}" stroke-width="13" stroke-linecap="round"/>` +
      `<path d="M104 214h52M324 214h52" stroke="${ink}" stroke-width="18" stroke-linecap="round"/>` +
      coat('M126 84q114 24 228 0v154q-114 24-228 0z', body, motif) +
      `<path d="M128 238q112 24 224 0l14 56q-126 32-252 0z" fill="${main.dark}"/><path d="M114 294q126 32 252 0v16q-126 30-252 0z" fill="${main.deep}"/>` +
      `${extra}${gleam('M144 112v90')}`,
  };
};
