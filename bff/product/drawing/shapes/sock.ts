import { coat, gleam, type Shape } from './shape.ts';

/** A pair of socks, plain, striped at the top, or with a warm heel and toe. */
export const sock: Shape = ({ main, accent, body, motif }, variant) => {
  const one = 'M196 84h112v150q0 34 40 54l44 24q30 20 22 52-8 28-44 28H286q-40 0-64-34-26-36-26-84z';
  const extra = [
    `<path d="M196 118h112" stroke="${accent.mid}" stroke-width="10"/>`,
    `<path d="M196 136h112v22H196zM196 176h112v12H196z" fill="${accent.mid}"/>`,
    `<path d="M204 320q40-34 74-12-6 60-42 68-24-20-32-56zM362 294l30 18q30 20 22 52-8 28-44 28-44-48-8-98z" fill="${accent.mid}"/>`,
  ][variant % 3];
  return {
    width: 300,
    markup:
      `<g transform="translate(-84 -6)"><path d="${one}" fill="${main.deep}"/></g>` +
      coat(one, body, motif) +
      `${extra}<path d="M192 80h120v30H192z" fill="${accent.dark}"/><path d="M212 80v30M232 80v30M252 80v30M272 80v30M292 80v30" stroke="${accent.deep}" stroke-width="3"/>` +
      gleam('M214 130v96'),
  };
};
