import { coat, gleam, type Shape, steel } from './shape.ts';

/** A cutting board with a knife, with scissors, or with a ladle and a turner. */
export const knife: Shape = ({ main, accent, body, motif }, variant) => {
  const tool = [
    `<path d="M250 96q70 60 60 190h-60z" fill="${steel}"/><path d="M250 96v190" stroke="#fff" stroke-width="6"/><path d="M246 286h46v92q-23 14-46 0z" fill="${accent.deep}"/>`,
    `<path d="M206 104l66 190M276 104l-66 190" stroke="${steel}" stroke-width="20" stroke-linecap="round"/><circle cx="292" cy="330" r="34" fill="none" stroke="${accent.dark}" stroke-width="17"/><circle cx="190" cy="330" r="34" fill="none" stroke="${accent.dark}" stroke-width="17"/>`,
    `<path d="M196 216v150M290 210v156" stroke="${accent.deep}" stroke-width="15" stroke-linecap="round"/><path d="M150 160h92q0 66-46 66t-46-66z" fill="${steel}"/><path d="M258 104h64l-8 108h-48z" fill="${steel}"/><path d="M278 124v66M302 124v66" stroke="${accent.deep}" stroke-width="6"/>`,
  ][variant % 3];
  return {
    width: 290,
    markup:
      coat('M120 60h240q20 0 20 20v292q0 20-20 20H120q-20 0-20-20V80q0-20 20-20z', body, motif) +
      `<path d="M118 78h244v296H118z" fill="none" stroke="${main.deep}" stroke-opacity=".35" stroke-width="5"/>` +
      `${tool}${gleam('M128 104v150')}`,
  };
};
