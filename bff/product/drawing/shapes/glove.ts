import { coat, gleam, type Shape } from './shape.ts';

/** A glove with a strap, with a pad in the palm, or with a long cuff. */
export const glove: Shape = ({ main, accent, body, motif }, variant) => {
  const extra = [
    `<path d="M160 334h160v24H160z" fill="${accent.dark}"/><path d="M280 328h46v36h-46z" fill="${accent.mid}"/>`,
    `<path d="M182 246q58-30 116 0v50q-58 30-116 0z" fill="${accent.mid}"/>`,
    `<path d="M156 344h168v48H156z" fill="${accent.mid}"/><path d="M156 360h168M156 376h168" stroke="${accent.deep}" stroke-width="4"/>`,
  ][variant % 3];
  const hand =
    'M160 392v-76q-36-40-62-92-4-22 18-24 26 14 42 44V132q2-24 22-24t22 24v-30q2-24 22-24t22 24v28q2-22 22-22t22 24v38q2-20 20-20t20 22v90q0 40-10 54v76z';
  return {
    width: 220,
    markup:
      coat(hand, body, motif) +
      `<path d="M202 132v80M246 126v86M290 148v66" stroke="${main.deep}" stroke-opacity=".55" stroke-width="6" stroke-linecap="round"/>` +
      `${extra}<path d="M160 374h160v18H160z" fill="${main.deep}"/>${gleam('M178 136v70')}`,
  };
};
