import { coat, type Shape } from './shape.ts';

/** A T-shirt, one with long sleeves, or one with buttons. */
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
        'M196 92l44 26 44-26 46 20q14 6 22 20l34 64-54 32-20-30v180q-74 16-148 0V198l-20 30-54-32 34-64q8-14 22-20z',
        body,
        motif,
      ) +
      `<path d="M196 92l44 26-34 40-28-56zM284 92l-44 26 34 40 28-56z" fill="${accent.mid}"/>` +
      `<path d="M240 118v270" stroke="${main.deep}" stroke-opacity=".45" stroke-width="4"/>` +
      `<g fill="${accent.light}"><circle cx="252" cy="186" r="6"/>` +
      `<circle cx="252" cy="242" r="6"/><circle cx="252" cy="298" r="6"/>` +
      `<circle cx="252" cy="354" r="6"/></g>` +
      `<path d="M268 210h40v44q-20 14-40 0z" fill="${main.deep}" opacity=".22"/>` +
      fold('M168 210q4-24 0-44M312 206q-4-20 0-38'),
  };
};
