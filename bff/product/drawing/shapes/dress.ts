import { coat, type Shape } from './shape.ts';

/** A summer dress, a skirt, or a dress with sleeves. */
export const dress: Shape = ({ main, accent, body, motif }, variant) => {
  const fold = (path: string) =>
    `<path d="${path}" fill="none" stroke="${main.deep}" stroke-opacity=".4" stroke-width="4" stroke-linecap="round"/>`;

  if (variant % 3 === 0) {
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
  }
  if (variant % 3 === 1) {
    return {
      width: 250,
      markup:
        coat('M172 120h136q10 120 66 240-66 30-134 30t-134-30q56-120 66-240z', body, motif) +
        `<path d="M172 120h136l3 34H169z" fill="${accent.mid}"/>` +
        `<path d="M106 360q66 30 134 30t134-30l-8-18q-62 28-126 28t-126-28z" fill="${accent.light}"/>` +
        `<path d="M300 154h11q12 100 55 188-30 14-64 20z" fill="${main.deep}" opacity=".16"/>` +
        fold('M198 160q-6 110-38 200M226 160q-2 120-16 210M254 160q2 120 16 210M282 160q6 110 38 200') +
        `<circle cx="240" cy="137" r="8" fill="${accent.dark}"/>`,
    };
  }
  return {
    width: 240,
    markup:
      coat(
        'M202 84q38 30 76 0l40 18q14 8 20 26l34 126-40 12-40-104q-4 30 8 62 14 92 60 158-56 20-120 20t-120-20q46-66 60-158 12-32 8-62l-40 104-40-12 34-126q6-18 20-26z',
        body,
        motif,
      ) +
      `<path d="M180 224q60 16 120 0l3 20q-62 16-126 0z" fill="${accent.mid}"/>` +
      `<path d="M108 254l40 12 5-14-41-12zM372 254l-40 12-5-14 41-12z" fill="${accent.mid}"/>` +
      `<path d="M202 84q38 30 76 0l6 14q-44 34-88 0z" fill="${accent.light}"/>` +
      fold('M204 252q-8 70-34 134M240 256v132M276 252q8 70 34 134'),
  };
};
