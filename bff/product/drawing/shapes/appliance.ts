import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A machine for the kitchen: with a drawer and handle, with a dial, or with slots on top. */
export const appliance: Shape = ({ main, accent, body, motif }, variant) => {
  const front = [
    `<path d="M138 232h204v124q-102 20-204 0z" fill="${main.deep}"/><path d="M206 268h68v52h-68z" fill="${accent.mid}"/><circle cx="240" cy="160" r="34" fill="${ink}"/><path d="M240 140v20" stroke="${paper}" stroke-width="7"/>`,
    `<circle cx="240" cy="270" r="70" fill="${paper}"/><circle cx="240" cy="270" r="46" fill="${accent.mid}"/><path d="M240 232v38" stroke="${accent.deep}" stroke-width="10" stroke-linecap="round"/><path d="M180 150h120v36H180z" fill="${ink}"/>`,
    `<path d="M160 98h66v-30q-33-22-66 0zM254 98h66v-30q-33-22-66 0z" fill="#e0b077"/><path d="M156 96h168" stroke="${ink}" stroke-width="12"/><path d="M344 190h28v26h-28z" fill="${ink}"/><path d="M170 300h140" stroke="${accent.mid}" stroke-width="18" stroke-linecap="round"/>`,
  ][variant % 3];
  return {
    width: 270,
    markup:
      `<path d="M138 380h40v14h-40zM302 380h40v14h-40z" fill="${ink}"/>` +
      coat('M148 92h184q34 0 36 36l8 216q0 40-40 40H144q-40 0-40-40l8-216q2-36 36-36z', body, motif) +
      `${front}${gleam('M132 140l-4 150', 10)}`,
  };
};
