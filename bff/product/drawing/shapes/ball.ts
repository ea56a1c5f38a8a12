import { gleam, paper, type Shape } from './shape.ts';

const disc = '<circle cx="240" cy="252" r="140"';

/** A beach ball, one with seams, or a soft one with a band. */
export const ball: Shape = ({ main, accent, body, motif }, variant) => {
  const base = `${disc} fill="${body}"/>`;
  const shade = `<path d="M304 128a140 140 0 1 1-188 188q150 40 188-188z" fill="${main.deep}" opacity=".22"/>${gleam('M150 210q18-50 66-68', 14)}`;

  if (variant % 3 === 0) {
    return {
      width: 190,
      markup:
        base +
        `<path d="M200 172q-90 10-96 112a140 140 0 0 0 52 80q-24-110 44-192zM200 172q60-66 130-28a140 140 0 0 0-152-18q-6 20 22 46zM200 172q120 20 138 180a140 140 0 0 1-70 37q30-120-68-217z" fill="${paper}"/>` +
        `<path d="M200 172q-68 82-44 192 46 34 112 25 30-120-68-217z" fill="${accent.mid}"/>` +
        `${disc} fill="${motif}" opacity=".35"/>` +
        `<circle cx="200" cy="172" r="17" fill="${accent.dark}"/>` +
        shade,
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 190,
      markup:
        base +
        `${disc} fill="${motif}" opacity=".3"/>` +
        `<g fill="none" stroke="${main.deep}" stroke-width="8">` +
        `<path d="M112 214q120 60 254-22M208 116q70 120 16 275M150 144q50 110-14 202M322 138q-30 120 34 192"/>` +
        `</g>` +
        shade,
    };
  }
  return {
    width: 190,
    markup:
      base +
      `<path d="M101 236q140 70 278 0 4 38-10 72-130 56-258 0-14-34-10-72z" fill="${paper}"/>` +
      `<path d="M101 236q140 70 278 0 4 38-10 72-130 56-258 0-14-34-10-72z" fill="${motif}"/>` +
      `<path d="M101 232q140 70 278 0M110 312q130 56 260 0" fill="none" stroke="${accent.mid}" stroke-width="14"/>` +
      `<path d="M240 148l9 20 22 2-17 15 5 22-19-12-19 12 5-22-17-15 22-2z" fill="${accent.light}"/>` +
      shade,
  };
};
