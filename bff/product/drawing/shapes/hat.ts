import { coat, gleam, type Shape } from './shape.ts';

/** A cap, a hat with a brim all round, or one with a cord. */
export const hat: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 0)
    return {
      width: 330,
      markup:
        coat('M92 336q-12-170 132-184 134 6 140 164-140 44-272 20z', body, motif) +
        `<path d="M224 152q-50 80-44 190M224 152q60 70 64 184" fill="none" stroke="${main.deep}" stroke-opacity=".5" stroke-width="5"/>` +
        `<path d="M232 336q80-42 132-24 66 8 74 46-20 22-70 14-70-20-136-36z" fill="${accent.dark}"/><circle cx="224" cy="150" r="13" fill="${accent.mid}"/>` +
        gleam('M116 268q12-62 56-90'),
    };
  const cord = `<path d="M130 340q40 70 110 50 70 20 110-50" fill="none" stroke="${accent.deep}" stroke-width="7"/>`;
  return {
    width: 370,
    markup:
      (variant % 3 === 2 ? cord : '') +
      coat('M140 316q0-154 100-158 100 4 100 158z', body, motif) +
      `<path d="M142 286q98 34 196 0l3 32q-101 32-202 0z" fill="${accent.mid}"/>` +
      `<path d="M50 340q76-40 190-40t190 40q-60 40-190 40T50 340z" fill="${main.dark}"/><path d="M138 318q102 34 204 0l20 10q-122 44-244 0z" fill="${main.deep}"/>` +
      gleam('M166 262q6-50 34-74'),
  };
};
