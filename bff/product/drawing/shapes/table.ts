import { coat, gleam, paper, type Shape } from './shape.ts';

/** A low table: bare, with a cup, or with a book on it. */
export const table: Shape = ({ main, accent, body, motif }, variant) => {
  const onTop = [
    '',
    `<path d="M270 176h56v40q-28 16-56 0z" fill="${paper}"/><path d="M326 184q26 8 0 26" fill="none" stroke="${paper}" stroke-width="8"/>`,
    `<path d="M130 196h110v20H130z" fill="${accent.dark}"/><path d="M138 178h96v18h-96z" fill="${accent.light}"/>`,
  ][variant % 3];
  return {
    width: 390,
    markup:
      `<path d="M112 252l-24 140M368 252l24 140" stroke="${accent.deep}" stroke-width="18" stroke-linecap="round"/><path d="M120 262l230 122M360 262L130 384" stroke="${accent.dark}" stroke-width="13" stroke-linecap="round"/>` +
      coat('M84 214h312l34 40H50z', body, motif) +
      `<path d="M50 254h380v22H50z" fill="${main.deep}"/>` +
      `<path d="M146 214l-16 40M206 214l-6 40M274 214l6 40M334 214l16 40" stroke="${main.deep}" stroke-opacity=".4" stroke-width="4"/>` +
      `${onTop}${gleam('M100 228h60', 6)}`,
  };
};
