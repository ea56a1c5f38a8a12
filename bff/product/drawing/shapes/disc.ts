import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** An album: its sleeve with the record half out of it, in three designs. */
export const disc: Shape = ({ main, accent, body, motif }, variant) => {
  const art = [
    `<circle cx="180" cy="248" r="70" fill="${accent.mid}"/><path d="M110 248a70 70 0 0 1 140 0z" fill="${accent.dark}"/>`,
    `<path d="M84 340l70-120 50 70 40-50 60 100z" fill="${accent.mid}"/><circle cx="228" cy="172" r="26" fill="${paper}"/>`,
    `<path d="M150 320V190l90-22v124" fill="none" stroke="${paper}" stroke-width="13"/><circle cx="130" cy="320" r="24" fill="${paper}"/><circle cx="220" cy="292" r="24" fill="${paper}"/>`,
  ][variant % 3];
  return {
    width: 380,
    markup:
      `<circle cx="310" cy="256" r="128" fill="${ink}"/><g fill="none" stroke="#fff" stroke-opacity=".25" stroke-width="3"><circle cx="310" cy="256" r="108"/><circle cx="310" cy="256" r="88"/><circle cx="310" cy="256" r="68"/></g><circle cx="310" cy="256" r="44" fill="${accent.mid}"/><circle cx="310" cy="256" r="8" fill="${paper}"/>` +
      coat('M48 120h264v272H48z', body, motif) +
      `<path d="M300 120h12v272h-12z" fill="${main.deep}" opacity=".5"/>${art}${gleam('M66 142v150')}`,
  };
};
