import { gleam, paper, type Shape } from './shape.ts';

const leaf = '#5fa463';
const stalk = '#7a5a3a';

/** Apples, a cut orange, or pears. */
export const fruit: Shape = ({ main, accent, body }, variant) => {
  const sticker = (x: number, y: number) =>
    variant < 3
      ? ''
      : `<ellipse cx="${x}" cy="${y}" rx="21" ry="16" fill="${paper}"/>` +
        `<ellipse cx="${x}" cy="${y}" rx="14" ry="10" fill="${accent.mid}"/>`;

  if (variant % 3 === 0) {
    const apple =
      'M0-92q52-40 96 4 26 40 4 96-26 60-62 60-20 0-38-8-18 8-38 8-36 0-62-60-22-56 4-96 44-44 96-4z';
    return {
      width: 300,
      markup:
        `<path transform="translate(312 300) scale(.86)" d="${apple}" fill="${main.dark}"/>` +
        `<path d="M314 214q0-26 14-40" fill="none" stroke="${stalk}" stroke-width="9" stroke-linecap="round"/>` +
        `<path transform="translate(196 324)" d="${apple}" fill="${body}"/>` +
        `<path d="M196 236q-2-44 16-66" fill="none" stroke="${stalk}" stroke-width="10" stroke-linecap="round"/>` +
        `<path d="M206 206q10-54 74-50-8 56-74 50z" fill="${leaf}"/>` +
        `<path d="M156 240q40 22 80 0" fill="none" stroke="${main.deep}" stroke-opacity=".3" stroke-width="8" stroke-linecap="round"/>` +
        gleam('M124 290q4-30 26-40', 12) +
        sticker(226, 310),
    };
  }
  if (variant % 3 === 1) {
    const segments = [0, 60, 120, 180, 240, 300]
      .map(
        (turn) =>
          `<path transform="rotate(${turn})" d="M-6-14q-30-30-20-58 26-14 52 0 10 28-20 58-6 6-12 0z"/>`,
      )
      .join('');
    return {
      width: 330,
      markup:
        `<circle cx="180" cy="262" r="126" fill="${body}"/>` +
        `<path d="M244 154a126 126 0 0 1-150 202q126 14 150-202z" fill="${main.deep}" opacity=".16"/>` +
        `<path d="M178 140q8-60 80-58-6 62-80 58z" fill="${leaf}"/>` +
        `<circle cx="176" cy="144" r="9" fill="${stalk}"/>` +
        `<g transform="translate(326 300)"><circle r="92" fill="${main.mid}"/>` +
        `<circle r="82" fill="${paper}"/>` +
        `<g fill="${main.light}" stroke="${main.mid}" stroke-width="3">${segments}</g></g>` +
        gleam('M92 228q16-44 58-60', 12) +
        sticker(166, 290),
    };
  }
  const pear =
    'M0-150q40 0 44 52 6 40 36 64 34 34 22 82-14 52-102 52t-102-52q-12-48 22-82 30-24 36-64 4-52 44-52z';
  return {
    width: 310,
    markup:
      `<path transform="translate(320 300) rotate(10) scale(.9)" d="${pear}" fill="${accent.mid}"/>` +
      `<path transform="translate(190 292)" d="${pear}" fill="${body}"/>` +
      `<path d="M190 146q-4-34 14-54" fill="none" stroke="${stalk}" stroke-width="10" stroke-linecap="round"/>` +
      `<path d="M200 124q14-46 72-36-12 50-72 36z" fill="${leaf}"/>` +
      gleam('M120 322q2-28 26-50', 12) +
      sticker(218, 330),
  };
};
