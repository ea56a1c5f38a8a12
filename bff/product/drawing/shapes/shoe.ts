import { coat, gleam, paper, type Shape } from './shape.ts';

/** A low trainer, a high one, or a slip-on. */
export const shoe: Shape = ({ main, accent, body, motif }, variant) => {
  const sole =
    `<path d="M66 348h352q8 26-12 44H92q-32-4-26-44z" fill="${paper}"/>` +
    `<path d="M68 364h352l-4 12H72z" fill="${accent.mid}"/>` +
    `<path d="M82 392h324l4-6H78z" fill="${main.deep}" opacity=".35"/>`;
  const laces = (path: string) =>
    `<path d="${path}" fill="none" stroke="${paper}" stroke-width="9" stroke-linecap="round"/>`;

  if (variant % 3 === 0) {
    return {
      width: 380,
      markup:
        coat('M70 348q-10-70 6-124q34 22 78-2l26-34q10-10 22 0l92 84q96 10 122 48q8 14 4 28z', body, motif) +
        `<path d="M70 348q-8-50-1-94q36 10 60 46q12 24 10 48zM338 284q64 14 80 38q6 14 2 26h-96q-10-30 14-64z" fill="${accent.mid}"/>` +
        `<path d="M180 188q10-10 22 0l92 84-34 22-92-80z" fill="${main.deep}" opacity=".55"/>` +
        laces('M184 228l34-22M206 248l34-22M228 268l34-22M250 286l32-20') +
        sole +
        gleam('M160 320q60-12 120 4', 7),
    };
  }
  if (variant % 3 === 1) {
    return {
      width: 360,
      markup:
        coat('M76 348V128q56 22 112 0l26 106 66 46q110 8 134 46q6 12 4 22z', body, motif) +
        `<path d="M76 128q56 22 112 0l5 22q-60 22-117 0zM344 294q58 14 72 36q4 10 2 18h-92q-6-26 18-54z" fill="${accent.mid}"/>` +
        `<circle cx="118" cy="216" r="24" fill="${paper}"/>` +
        `<circle cx="118" cy="216" r="13" fill="${accent.dark}"/>` +
        laces('M172 180l28-8M178 206l30-8M186 232l32-8M204 252l30-12M228 272l28-16') +
        sole +
        gleam('M98 168v16', 7),
    };
  }
  return {
    width: 370,
    markup:
      coat('M70 348q-8-60 2-112q50 24 102 6q40 14 76 30q130 8 164 50q6 14 4 26z', body, motif) +
      `<path d="M72 236q50 24 102 6q20 6 38 16-14 24-44 30-50 6-98-6-2-26 2-46z" fill="${main.deep}"/>` +
      `<path d="M212 258q-14 24-44 30l12 60h40q22-44 30-76z" fill="${accent.mid}"/>` +
      sole +
      gleam('M290 296q56 8 86 26', 7),
  };
};
