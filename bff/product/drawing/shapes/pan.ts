import { coat, gleam, ink, type Shape, steel } from './shape.ts';

/** A frying pan, a pot with a lid, or a chopping board with a knife. */
export const pan: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0) {
    return {
      width: 300,
      markup:
        `<path d="M318 254l92-76q16-8 24 4t-4 24l-92 80z" fill="${accent.dark}"/>` +
        `<path d="M340 242l72-60" stroke="${accent.light}" stroke-width="8" stroke-linecap="round"/>` +
        `<path d="M58 278h304q-8 82-74 110H132q-66-28-74-110z" fill="${body}"/>` +
        `<path d="M58 278h304q-8 82-74 110H132q-66-28-74-110z" fill="url(#p)" opacity=".5"/>` +
        `<ellipse cx="210" cy="278" rx="152" ry="58" fill="${main.light}"/>` +
        `<ellipse cx="210" cy="281" rx="138" ry="48" fill="${ink}"/>` +
        `<ellipse cx="210" cy="292" rx="118" ry="36" fill="#423d4c"/>` +
        `<path d="M140 292q4-28 50-26 20-14 48 2 46-2 42 22-2 20-40 16-26 18-52 4-46 4-48-18z" fill="#fff"/>` +
        `<circle cx="214" cy="284" r="19" fill="#f7b731"/>` +
        `<circle cx="208" cy="279" r="6" fill="#fde29a"/>` +
        gleam('M84 318q14 32 40 48'),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 270,
      markup:
        `<path d="M122 262H82q-16 0-16 16v14h56M358 262h40q16 0 16 16v14h-56" fill="none" stroke="${main.deep}" stroke-width="16"/>` +
        coat('M114 226h252v122q0 44-46 44H160q-46 0-46-44z', body, motif) +
        `<path d="M104 206h272v26H104z" fill="${steel}"/>` +
        `<path d="M112 206q16-74 128-74t128 74z" fill="${accent.mid}"/>` +
        `<path d="M264 134q90 8 104 72h-84q6-44-20-72z" fill="${accent.dark}"/>` +
        `<rect x="212" y="100" width="56" height="22" rx="11" fill="${ink}"/>` +
        `<path d="M230 118h20v18h-20z" fill="${steel}"/>` +
        gleam('M138 256v92M144 188q18-32 60-38'),
    };
  }
  return {
    width: 300,
    markup:
      `<rect x="88" y="120" width="212" height="272" rx="28" fill="#dba970"/>` +
      `<path d="M88 176q106 24 212-6M88 250q106-20 212 10M88 322q110 24 212-8" fill="none" stroke="#c08a50" stroke-width="5"/>` +
      `<circle cx="194" cy="152" r="15" fill="#8d6236"/>` +
      `<path d="M340 96q52 60 46 176h-46z" fill="${steel}"/>` +
      `<path d="M340 96q20 80 14 176h-14z" fill="#eef0f5"/>` +
      coat('M334 272h40v96q0 24-20 24t-20-24z', body, motif) +
      `<circle cx="354" cy="300" r="5" fill="${main.deep}"/>` +
      `<circle cx="354" cy="356" r="5" fill="${main.deep}"/>` +
      `<path d="M120 300q20-44 62-34 44-4 58 38 4 44-58 48-62-4-62-52z" fill="${accent.mid}"/>` +
      `<path d="M182 268q-4-24 18-36" fill="none" stroke="${accent.deep}" stroke-width="8" stroke-linecap="round"/>` +
      gleam('M142 304q6-18 24-20'),
  };
};
