import { coat, gleam, paper, type Shape } from './shape.ts';

/** A flat packet: one with a lid, a sealed sachet, or two sachets. */
export const pouch: Shape = ({ main, accent, body, motif }, variant) => {
  const sachet = 'M150 76h180v316H150z';
  const edges = `<path d="M150 76h180v22H150zM150 370h180v22H150z" fill="${main.deep}"/><path d="M150 87h180M150 381h180" stroke="${main.light}" stroke-width="5" stroke-dasharray="6 6"/>`;
  const label = `<circle cx="240" cy="216" r="58" fill="${paper}"/><path d="M240 176q34 44 0 76-34-32 0-76z" fill="${accent.mid}"/><path d="M192 318h96" stroke="${paper}" stroke-width="12" stroke-linecap="round"/>`;
  if (variant % 3 === 0)
    return {
      width: 380,
      markup:
        coat('M56 236q20-34 60-36h248q40 2 60 36l8 120q-8 36-40 36H88q-32 0-40-36z', body, motif) +
        `<path d="M148 232h184q16 34 0 68H148q-16-34 0-68z" fill="${paper}"/><path d="M166 246h148q10 20 0 40H166q-10-20 0-40z" fill="${accent.mid}"/><path d="M120 348h240" stroke="${paper}" stroke-width="13" stroke-linecap="round"/>${gleam('M84 260q-8 40-4 80', 10)}`,
    };
  const behind =
    variant % 3 === 2
      ? `<path d="M150 76h180v316H150z" fill="${accent.dark}" transform="rotate(10 330 392)"/>`
      : '';
  return { width: 220, markup: behind + coat(sachet, body, motif) + edges + label + gleam('M168 120v130') };
};
