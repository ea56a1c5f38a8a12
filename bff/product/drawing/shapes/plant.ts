import { coat, gleam, type Shape } from './shape.ts';

const leaf = '#5fa463';
const leafLight = '#86c388';
const leafDark = '#3d7d4b';

/** Broad leaves, upright leaves, or a cactus in flower: in a pot. */
export const plant: Shape = ({ main, accent, body, motif }, variant) => {
  const pot =
    coat('M156 290h168l-18 88q-3 14-18 14h-96q-15 0-18-14z', body, motif) +
    `<path d="M146 270h188v32H146z" fill="${main.mid}"/><path d="M276 270h58v32h-58z" fill="${main.dark}"/>` +
    gleam('M176 318l10 48');

  if (variant % 3 === 0) {
    const blade = (turn: number, fill: string) =>
      `<path transform="rotate(${turn} 240 276)" d="M240 276q-66-64-4-186 62 120 4 186z" fill="${fill}"/>`;
    return {
      width: 180,
      markup:
        blade(-62, leafDark) +
        blade(60, leafDark) +
        blade(-32, leaf) +
        blade(34, leafDark) +
        blade(0, leafLight) +
        `<path d="M240 276V120M240 276l-78-120M240 276l82-116" stroke="${leafDark}" stroke-opacity=".6" stroke-width="4"/>` +
        pot,
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 180,
      markup:
        `<path d="M176 276q-32-90-22-168 44 70 46 168zM276 276q0-100 48-150 6 80-20 150z" fill="${leafDark}"/>` +
        `<path d="M206 276q-22-130 12-200 38 80 24 200zM246 276q-6-110 36-172 24 84-2 172z" fill="${leaf}"/>` +
        `<path d="M218 84q30 80 18 192M282 112q14 80-8 164M156 116q34 70 36 160" fill="none" stroke="${leafLight}" stroke-width="8"/>` +
        pot,
    };
  }
  const bloom = (x: number, y: number) =>
    `<g fill="${accent.mid}"><circle cx="${x - 12}" cy="${y}" r="13"/>` +
    `<circle cx="${x + 12}" cy="${y}" r="13"/><circle cx="${x}" cy="${y - 12}" r="13"/>` +
    `</g><circle cx="${x}" cy="${y}" r="8" fill="${accent.light}"/>`;
  return {
    width: 180,
    markup:
      `<g fill="none" stroke-linecap="round">` +
      `<path d="M172 206v-20q0 40 52 44M312 178v-24q0 52-54 54" stroke="${leafDark}" stroke-width="34"/>` +
      `<path d="M240 286V140" stroke="${leaf}" stroke-width="84"/>` +
      `<path d="M216 280V136M242 280V116" stroke="${leafLight}" stroke-width="6"/>` +
      `<path d="M266 280V136" stroke="${leafDark}" stroke-width="6"/></g>` +
      bloom(240, 92) +
      bloom(312, 134) +
      pot,
  };
};
