import { coat, gleam, paper, type Shape } from './shape.ts';

/** A tray of meat: slices, a steak, or rolled slices. */
export const meat: Shape = ({ accent, motif }, variant) => {
  const red = '#d9606a';
  const dark = '#a83a48';
  const slice = (y: number) =>
    `<path d="M112 ${y}q64-22 128-4t128-6q12 24-4 44-62 18-126 2t-128 8q-14-24 2-44z" fill="${red}"/><path d="M116 ${y + 18}q64-20 126-2t124-6" fill="none" stroke="#f6d3cf" stroke-width="9"/>`;
  const roll = (x: number) =>
    `<circle cx="${x}" cy="284" r="48" fill="${red}"/><path d="M${x - 30} 284a30 30 0 1 1 30 30 20 20 0 1 1 14-34" fill="none" stroke="#f6d3cf" stroke-width="9"/>`;
  const what = [
    slice(214) + slice(254) + slice(294),
    `<path d="M126 300q-20-80 66-100 60-10 90 20 80 0 92 60-6 60-120 62t-128-42z" fill="${red}"/><path d="M160 290q4-50 66-52 50 30 96 26" fill="none" stroke="#f6d3cf" stroke-width="12"/><circle cx="306" cy="300" r="16" fill="${paper}"/>`,
    roll(150) + roll(240) + roll(330),
  ][variant % 3];
  return {
    width: 390,
    markup:
      `<path d="M60 244h360l-10 118H70z" fill="${accent.deep}" opacity=".35"/>${what}` +
      `<path d="M90 330q150 24 300 0" stroke="${dark}" stroke-opacity=".3" stroke-width="8" fill="none"/>` +
      coat('M52 320h376l-26 72H78z', accent.dark, motif) +
      `<path d="M44 310h392v20H44z" fill="${paper}"/>${gleam('M92 350h80')}`,
  };
};
