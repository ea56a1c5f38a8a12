import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A tent: closed, open, or with its flap rolled to one side. */
export const tent: Shape = ({ main, accent, body, motif }, variant) => {
  const door = [
    `<path d="M240 178v214" stroke="${main.deep}" stroke-width="6" stroke-dasharray="10 7"/>`,
    `<path d="M240 178l56 214H184z" fill="${ink}"/><path d="M240 178l-56 214h-30zM240 178l56 214h30z" fill="${accent.mid}"/>`,
    `<path d="M240 178l60 214H190z" fill="${ink}"/><path d="M240 178l60 214h34z" fill="${accent.mid}"/><circle cx="286" cy="300" r="9" fill="${paper}"/>`,
  ][variant % 3];
  return {
    width: 400,
    markup:
      `<path d="M58 392L34 404M422 392l24 12M240 128v-30" stroke="${ink}" stroke-width="7" stroke-linecap="round"/>` +
      coat('M240 118q90 150 196 274H44q106-124 196-274z', body, motif) +
      `<path d="M240 118q20 150 26 274h170Q330 268 240 118z" fill="${main.deep}" opacity=".16"/>` +
      `<path d="M240 98l46 16-46 16z" fill="${accent.dark}"/>` +
      `${door}<path d="M44 392h392" stroke="${main.deep}" stroke-width="8"/>` +
      gleam('M118 320q50-66 92-132', 8),
  };
};
