import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A machine for the air: a tower, one that lets off mist, or one with a round grille. */
export const purifier: Shape = ({ main, accent, body, motif }, variant) => {
  const lines = [256, 280, 304, 328].map((y) => `M176 ${y}h128`).join('');
  const front = [
    `<path d="${lines}" stroke="${main.deep}" stroke-width="9" stroke-linecap="round"/>`,
    `<path d="M216 84q-24-20 0-40M264 84q-24-20 0-40" fill="none" stroke="#fff" stroke-width="12" stroke-linecap="round"/><path d="M172 230h136v100H172z" fill="#bfe3f2"/><path d="M172 270q34-16 68 0t68 0v60H172z" fill="#7cc3e0"/>`,
    `<circle cx="240" cy="284" r="68" fill="${paper}"/><path d="M240 226v116M182 284h116M199 243l82 82M199 325l82-82" stroke="${main.dark}" stroke-width="6"/><circle cx="240" cy="284" r="20" fill="${accent.mid}"/>`,
  ][variant % 3];
  return {
    width: 230,
    markup:
      coat('M166 84h148q32 2 34 34l14 246q-2 28-32 28H150q-30 0-32-28l14-246q2-32 34-34z', body, motif) +
      `<path d="M170 92h140l14 26H156z" fill="${ink}" opacity=".8"/><circle cx="240" cy="168" r="26" fill="${paper}"/><circle cx="240" cy="168" r="13" fill="${accent.mid}"/>` +
      `${front}${gleam('M152 150l-8 170', 9)}`,
  };
};
