import { coat, type Shape } from './shape.ts';

/** A T-shirt, one with long sleeves, or a dress. */
export const shirt: Shape = ({ main, accent, body, motif }, variant) => {
  const collar =
    `<path d="M192 104q48 54 96 0l-16-10q-32 20-64 0z" fill="${main.deep}"/>` +
    `<path d="M192 104q48 58 96 0" fill="none" stroke="${accent.mid}" stroke-width="9"/>`;
  const fold = (path: string) =>
    `<path d="${path}" fill="none" stroke="${main.deep}" stroke-opacity=".4" stroke-width="4" stroke-linecap="round"/>`;

  if (variant % 3 === 0) {
    return {
      width: 190,
      markup:
        coat(
          'M192 98q48 46 96 0l44 20q14 6 22 20l38 62-56 34-22-34v180q-74 16-148 0V200l-22 34-56-34 38-62q8-14 22-20z',
          body,
          motif,
        ) +
        `<path d="M88 200l56 34 7-11-57-33zM392 200l-56 34-7-11 57-33z" fill="${accent.mid}"/>` +
        collar +
        fold('M166 200q4-24 0-44M314 200q-4-24 0-44M296 374q8-40 2-70'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 230,
      markup:
        coat(
          'M192 98q48 46 96 0l42 18q22 10 28 36l34 200-46 12-32-150v164q-74 16-148 0V214l-32 150-46-12 34-200q6-26 28-36z',
          body,
          motif,
        ) +
        `<path d="M88 352l46 12 5-22-47-12zM392 352l-46 12-5-22 47-12zM166 358q74 14 148 0v22q-74 14-148 0z" fill="${accent.mid}"/>` +
        collar +
        fold('M166 214q6-30 2-52M314 214q-6-30-2-52'),
    };
  }
  return {
    width: 220,
    markup:
      coat(
        'M196 84l-2 42q46 34 92 0l-2-42h22l12 62q-10 30-14 64 10 80 62 166-64 24-126 24t-126-24q52-86 62-166-4-34-14-64l12-62z',
        body,
        motif,
      ) +
      `<path d="M175 204q65 18 130 0l2 22q-67 18-134 0z" fill="${accent.mid}"/>` +
      `<path d="M194 126q46 34 92 0" fill="none" stroke="${accent.mid}" stroke-width="8"/>` +
      fold('M204 244q-10 70-36 138M240 248v146M276 244q10 70 36 138'),
  };
};
