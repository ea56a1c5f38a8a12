import { coat, gleam, paper, type Shape, steel } from './shape.ts';

/** A drink can, a tin with a lid, or a roll. */
export const can: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 164,
      markup:
        `<path d="M184 104h112l22 28v232l-20 28H182l-20-28V132z" fill="${steel}"/>` +
        coat('M162 134q78 16 156 0v228q-78 16-156 0z', body, motif) +
        `<path d="M162 232q78 16 156 0v62q-78 16-156 0z" fill="${accent.mid}"/>` +
        `<circle cx="240" cy="271" r="22" fill="${paper}"/>` +
        `<path d="M240 258q14 14 0 26q-14-12 0-26" fill="${main.dark}"/>` +
        `<ellipse cx="240" cy="105" rx="57" ry="11" fill="#e8eaf0"/>` +
        `<ellipse cx="240" cy="107" rx="46" ry="7" fill="#b4b8c4"/>` +
        `<ellipse cx="240" cy="106" rx="15" ry="4" fill="#f6f7fa"/>` +
        gleam('M182 156v200', 10),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 236,
      markup:
        coat('M128 214h224v150q-20 28-112 28t-112-28z', body, motif) +
        `<rect x="176" y="262" width="128" height="84" rx="42" fill="${paper}"/>` +
        `<path d="M206 296h68M220 314h40" stroke="${main.deep}" stroke-width="7" stroke-linecap="round"/>` +
        `<path d="M120 178h240v42q-24 28-120 28t-120-28z" fill="${accent.mid}"/>` +
        `<path d="M120 178h240v10q-24 28-120 28t-120-28z" fill="${accent.dark}" opacity=".5"/>` +
        `<ellipse cx="240" cy="180" rx="120" ry="28" fill="${accent.light}"/>` +
        `<ellipse cx="240" cy="178" rx="90" ry="19" fill="${accent.mid}" opacity=".6"/>` +
        gleam('M146 262v94'),
    };
  }
  return {
    width: 216,
    markup:
      coat('M138 172h204v184q-20 36-102 36t-102-36z', paper, motif) +
      `<path d="M138 172h204v184q-20 36-102 36t-102-36z" fill="${body}" opacity=".42"/>` +
      `<path d="M276 206q44-8 66-34v184q-16 26-66 34z" fill="${main.dark}" opacity=".3"/>` +
      `<ellipse cx="240" cy="172" rx="102" ry="36" fill="${paper}"/>` +
      `<g fill="none" stroke="${main.light}" stroke-width="3">` +
      `<ellipse cx="240" cy="172" rx="84" ry="29"/>` +
      `<ellipse cx="240" cy="172" rx="64" ry="22"/></g>` +
      `<ellipse cx="240" cy="172" rx="42" ry="15" fill="${accent.dark}"/>` +
      `<ellipse cx="240" cy="176" rx="34" ry="10" fill="${accent.deep}"/>` +
      gleam('M158 222v128'),
  };
};
