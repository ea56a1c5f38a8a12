import { coat, gleam, ink, type Shape } from './shape.ts';

/** Headphones, earbuds in their case, or earphones on a wire. */
export const earphones: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 1)
    return {
      width: 240,
      markup:
        `<path d="M164 214q0-80 40-84t40 40v60M316 214q0-80-40-84t-40 40v60" fill="${main.light}" stroke="${main.deep}" stroke-width="5"/><circle cx="190" cy="152" r="11" fill="${ink}"/><circle cx="290" cy="152" r="11" fill="${ink}"/>` +
        coat('M116 232h248q24 0 24 26v84q0 50-50 50H142q-50 0-50-50v-84q0-26 24-26z', body, motif) +
        `<path d="M92 262h296" stroke="${main.deep}" stroke-width="6"/><circle cx="240" cy="318" r="12" fill="${accent.mid}"/>${gleam('M120 290v50', 10)}`,
    };
  if (variant % 3 === 2)
    return {
      width: 210,
      markup:
        `<path d="M172 150q-10 120 68 140t0 102M308 150q10 120-68 140" fill="none" stroke="${ink}" stroke-width="9"/>` +
        coat(
          'M128 92q60-30 84 14t-22 72l-14 30h-28q-52-60-20-116zM352 92q-60-30-84 14t22 72l14 30h28q52-60 20-116z',
          body,
          motif,
        ) +
        `<circle cx="186" cy="124" r="20" fill="${accent.deep}"/><circle cx="294" cy="124" r="20" fill="${accent.deep}"/><path d="M226 376h28v26h-28z" fill="${accent.mid}"/>${gleam('M140 120q-6 30 6 54', 6)}`,
    };
  return {
    width: 300,
    markup:
      `<path d="M112 290q-12-196 128-200t128 200" fill="none" stroke="${main.deep}" stroke-width="26"/><path d="M130 220q10-108 110-112t110 112" fill="none" stroke="${accent.mid}" stroke-width="9"/>` +
      coat('M92 250h60v142h-60q-28-70 0-142zM388 250h-60v142h60q28-70 0-142z', body, motif) +
      `<path d="M150 244h30q16 76 0 152h-30zM330 244h-30q-16 76 0 152h30z" fill="${ink}"/>${gleam('M104 280q-8 44 2 84')}`,
  };
};
