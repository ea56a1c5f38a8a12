import { coat, gleam, ink, paper, type Shape, steel } from './shape.ts';

/** A kick scooter: plain, with a wide deck, or with a bag at its handle. */
export const scooter: Shape = ({ main, accent, body, motif }, variant) => {
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="362" r="30" fill="${ink}"/><circle cx="${x}" cy="362" r="15" fill="${accent.mid}"/><circle cx="${x}" cy="362" r="5" fill="${paper}"/>`;
  const extra = [
    `<circle cx="326" cy="150" r="13" fill="${accent.light}"/>`,
    `<path d="M84 322h44v-14q-30-14-44 14z" fill="${accent.dark}"/>`,
    `<path d="M330 150h54v58q-27 16-54 0z" fill="${accent.mid}"/><path d="M330 166h54" stroke="${accent.deep}" stroke-width="5"/>`,
  ][variant % 3];
  return {
    width: 330,
    markup:
      `<path d="M366 350L322 96" stroke="${steel}" stroke-width="18"/><path d="M357 300L340 204" stroke="${main.dark}" stroke-width="26"/>` +
      wheel(112) +
      wheel(368) +
      coat('M88 322h228q22-4 34-44l26 6q-10 62-44 74H104q-26-8-16-36z', body, motif) +
      `<path d="M92 322h222q10-2 18-12H112z" fill="${ink}" opacity=".75"/>` +
      `${extra}<path d="M272 104l104-18" stroke="${ink}" stroke-width="14" stroke-linecap="round"/>` +
      `<path d="M266 105l30-5M352 90l30-5" stroke="${accent.dark}" stroke-width="22" stroke-linecap="round"/>` +
      gleam('M130 342h130', 6),
  };
};
