import { coat, gleam, ink, paper, type Shape, steel } from './shape.ts';

/** Two pens lying crossed, a cup full of pencils, or colored pencils in a row. */
export const pencil: Shape = ({ main, accent, body, motif }, variant) => {
  const wood = '#e8c08c';
  const upright = (x: number, top: number, bottom: number, fill: string, edge: string) =>
    `<path d="M${x} ${top}l15-38 15 38z" fill="${wood}"/>` +
    `<path d="M${x + 10} ${top - 25}l5-13 5 13z" fill="${fill}"/>` +
    `<path d="M${x} ${top}h30V${bottom}H${x}z" fill="${fill}"/>` +
    `<path d="M${x + 20} ${top}h10V${bottom}h-10z" fill="${edge}"/>`;

  if (variant % 3 === 0) {
    const pen = (fill: string, edge: string) =>
      `<path d="M-16-150q16-14 32 0v60h-32z" fill="${edge}"/>` +
      `<path d="M16-146h12v80h-8v-68h-4z" fill="${steel}"/>` +
      `<path d="M-16-90h32V96h-32z" fill="${fill}"/>` +
      `<path d="M-16 96h32L5 140H-5z" fill="${steel}"/>` +
      `<path d="M-5 140H5l-5 16z" fill="${ink}"/>`;
    return {
      width: 300,
      markup:
        `<g transform="translate(240 246) rotate(48)">${pen(accent.mid, accent.dark)}</g>` +
        `<g transform="translate(240 240) rotate(-42)">${pen(body, main.dark)}<path d="M-16-90h32V96h-32z" fill="${motif}"/>` +
        `<path d="M-8-80V80" stroke="#fff" stroke-opacity=".5" stroke-width="5"/></g>`,
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 200,
      markup:
        `<g transform="rotate(-8 180 260)">${upright(168, 142, 300, main.mid, main.dark)}</g>` +
        upright(222, 112, 300, accent.mid, accent.dark) +
        `<g transform="rotate(9 300 260)">${upright(276, 150, 300, accent.light, accent.mid)}</g>` +
        coat('M148 232h184v140q0 20-20 20H168q-20 0-20-20z', body, motif) +
        `<path d="M148 232h184v22H148z" fill="${main.deep}" opacity=".35"/>` +
        `<rect x="196" y="292" width="88" height="50" rx="8" fill="${paper}"/>` +
        `<path d="M214 317h52" stroke="${main.deep}" stroke-width="7" stroke-linecap="round"/>` +
        gleam('M164 270v96'),
    };
  }
  const row = [main.mid, accent.mid, main.light, accent.dark, main.dark];
  return {
    width: 280,
    markup:
      row
        .map((fill, index) => upright(136 + index * 45, 148 + (index % 2) * 10, 330, fill, `${ink}33`))
        .join('') +
      coat('M112 246h256v130q0 16-16 16H128q-16 0-16-16z', body, motif) +
      `<rect x="168" y="290" width="144" height="64" rx="10" fill="${paper}"/>` +
      `<path d="M192 314h96M192 332h56" stroke="${main.deep}" stroke-width="7" stroke-linecap="round"/>` +
      gleam('M128 266v100'),
  };
};
