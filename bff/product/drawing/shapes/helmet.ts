import { coat, gleam, ink, type Shape } from './shape.ts';

/** A cycling helmet with two, three or four slots. */
export const helmet: Shape = ({ main, accent, body, motif }, variant) => {
  const slots = Array.from({ length: 2 + (variant % 3) }, (_, index) => {
    const x = 150 + (index * 170) / (1 + (variant % 3));
    return `M${x - 12} 262q4-70 28-104h18q-20 44-22 104z`;
  });
  return {
    width: 320,
    markup:
      `<path d="M116 300q10 70 66 92M364 300q-10 70-66 92" fill="none" stroke="${ink}" stroke-width="10"/><path d="M176 388h128" stroke="${accent.dark}" stroke-width="16" stroke-linecap="round"/>` +
      coat('M84 296q-4-176 156-186 160 10 156 186-70 24-156 24t-156-24z', body, motif) +
      `<path d="${slots.join('')}" fill="${main.deep}" opacity=".75"/>` +
      `<path d="M84 284q70 26 156 26t156-26v22q-70 30-156 30T84 306z" fill="${accent.mid}"/>` +
      gleam('M116 236q16-62 62-92', 10),
  };
};
