import { coat, gleam, type Shape, steel } from './shape.ts';

/** Something with a long handle: a flat mop, a wiper, or a duster. */
export const mop: Shape = ({ main, accent, body, motif }, variant) => {
  const heads = [
    'M110 330h260l24 62H86z',
    'M96 344h288v48H96z',
    'M190 240q50-34 100 0 46 90 14 152H176q-32-62 14-152z',
  ];
  const extra = [
    `<path d="M110 330h260v-20H110z" fill="${accent.dark}"/>`,
    `<path d="M96 344h288v16H96z" fill="${accent.dark}"/><path d="M210 300h60v44h-60z" fill="${main.deep}"/>`,
    `<path d="M208 262v110M240 250v130M272 262v110" stroke="${accent.mid}" stroke-width="7" stroke-linecap="round"/>`,
  ][variant % 3];
  return {
    width: 280,
    markup:
      `<path d="M240 330V56" stroke="${steel}" stroke-width="17"/><path d="M240 130V56" stroke="${accent.deep}" stroke-width="26" stroke-linecap="round"/>` +
      coat(heads[variant % 3] as string, body, motif) +
      `${extra}${gleam('M235 160v110', 4)}`,
  };
};
