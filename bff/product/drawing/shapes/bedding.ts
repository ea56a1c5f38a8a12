import { coat, gleam, type Shape } from './shape.ts';

/** A folded duvet under a pillow, a pair of pillows, or a pile of towels. */
export const bedding: Shape = ({ main, accent, body, motif }, variant) => {
  const seam = (path: string) =>
    `<path d="${path}" fill="none" stroke="${main.deep}" stroke-opacity=".3" stroke-width="4"/>`;

  if (variant % 3 === 0) {
    return {
      width: 320,
      markup:
        `<rect x="76" y="310" width="328" height="82" rx="36" fill="${main.dark}"/>` +
        coat(
          'M116 232h248q40 0 40 40t-40 44H132q-22 0-22 18t22 18h254q20 0 16 16-6 24-40 24H116q-40 0-40-40V272q0-40 40-40z',
          body,
          motif,
        ) +
        seam('M110 334q0-18 22-18h232M110 334q0 18 22 18h254') +
        `<path d="M112 158q128-26 256 0 26 6 16 40 8 34-16 42-128 22-256 0-26-8-16-42-10-34 16-40z" fill="${accent.light}"/>` +
        `<path d="M384 198q8 34-16 42-128 22-256 0 150 4 216-84 26 0 40 2 26 6 16 40z" fill="${accent.mid}" opacity=".6"/>` +
        gleam('M122 182q60-14 116-14'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 320,
      markup:
        `<path d="M196 134q100-20 200 4 22 8 12 40 14 90-4 146-100 14-196-6z" fill="${accent.mid}"/>` +
        `<path d="M396 138q22 8 12 40 14 90-4 146-60 8-116 4 80-60 108-190z" fill="${accent.dark}" opacity=".6"/>` +
        coat(
          'M84 196q110-26 222 0 26 8 16 40 12 62 0 104 8 36-16 44-112 18-222 0-26-8-16-44-12-52 0-104-10-32 16-40z',
          body,
          motif,
        ) +
        seam('M94 208q100-22 202 0 20 6 12 34 10 54 0 92 6 28-12 34-102 16-202 0') +
        gleam('M96 236q-6 50 0 90'),
    };
  }
  const towel = (y: number, fill: string, edge: string) =>
    `<rect x="96" y="${y}" width="288" height="62" rx="28" fill="${fill}"/>` +
    `<path d="M300 ${y}h56q28 2 28 31t-28 31h-56z" fill="${edge}"/>` +
    `<path d="M120 ${y + 40}h232" stroke="#fff" stroke-opacity=".4" stroke-width="5"/>`;
  return {
    width: 290,
    markup:
      towel(330, main.dark, main.deep) +
      towel(270, accent.light, accent.mid) +
      towel(210, main.mid, main.dark) +
      coat('M132 148h224q28 2 28 31t-28 31H132q-36 0-36-31t36-31z', body, motif) +
      `<path d="M132 148q-36 0-36 31t36 31q22-4 22-31t-22-31z" fill="${main.light}"/>` +
      `<path d="M130 162q14 17 0 34M122 170q8 9 0 18" fill="none" stroke="${main.deep}" stroke-width="4"/>` +
      gleam('M172 164h120', 6),
  };
};
