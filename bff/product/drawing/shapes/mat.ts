import { coat, gleam, type Shape } from './shape.ts';

/** A rolled mat with one strap, two straps, or lying open in front of the roll. */
export const mat: Shape = ({ main, accent, body, motif }, variant) => {
  const strap = (x: number) => `<path d="M${x} 236h26v142h-26z" fill="${accent.dark}"/>`;
  const extra = [
    strap(226),
    strap(160) + strap(292),
    `<path d="M96 378h300l50 14H40z" fill="${main.dark}"/>`,
  ][variant % 3];
  return {
    width: 380,
    markup:
      coat('M104 236h272q36 12 36 71t-36 71H104z', body, motif) +
      `<ellipse cx="104" cy="307" rx="42" ry="71" fill="${main.deep}"/>` +
      `<path d="M104 256q-24 10-24 51t24 51 22-46-18-36-14 30 10 16" fill="none" stroke="${main.light}" stroke-width="7"/>` +
      `${extra}${gleam('M160 252h190')}`,
  };
};
