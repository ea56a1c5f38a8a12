import { coat, gleam, paper, type Shape } from './shape.ts';

/** A tube of paste or cream that stands on its cap; its label is a band, a drop or a leaf. */
export const tube: Shape = ({ main, accent, body, motif }, variant) => {
  const label = [
    `<path d="M164 188h152l-4 54H168z" fill="${accent.mid}"/>`,
    `<path d="M240 176q40 52 0 84-40-32 0-84z" fill="${accent.mid}"/>`,
    `<path d="M200 250q-6-66 76-70 6 74-76 70zM206 246l46-44" fill="${accent.mid}" stroke="${accent.deep}" stroke-width="4"/>`,
  ][variant % 3];
  return {
    width: 150,
    markup:
      coat('M144 76h192q-2 130-34 258H178q-32-128-34-258z', body, motif) +
      `<path d="M140 64h200v30H140z" fill="${main.deep}"/><path d="M164 64v30M188 64v30M212 64v30M236 64v30M260 64v30M284 64v30M308 64v30" stroke="${main.dark}" stroke-width="4"/>` +
      `<path d="M158 150h164q-4 70-16 132H174q-12-62-16-132z" fill="${paper}" opacity=".9"/>${label}` +
      `<path d="M182 334h116l6 58H176z" fill="${accent.dark}"/><path d="M200 334v58M224 334v58M248 334v58M272 334v58" stroke="${accent.deep}" stroke-width="4"/>` +
      gleam('M166 110q2 60 16 150'),
  };
};
