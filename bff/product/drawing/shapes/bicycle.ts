import { coat, gleam, ink, type Shape, steel } from './shape.ts';

/** A bicycle with a basket, a bag in its frame, or a box behind the saddle. */
export const bicycle: Shape = ({ main, accent, body, motif }, variant) => {
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="308" r="78" fill="none" stroke="${ink}" stroke-width="13"/>` +
    `<path d="M${x - 72} 308h144M${x} 236v144M${x - 51} 257l102 102M${x - 51} 359l102-102" stroke="${steel}" stroke-width="3"/>` +
    `<circle cx="${x}" cy="308" r="11" fill="${main.deep}"/>`;
  const carried = ['M322 136h96l-14 72h-68z', 'M208 198h98l-68 88z', 'M66 148h104v78H66z'][
    variant % 3
  ] as string;
  return {
    width: 400,
    markup:
      wheel(124) +
      wheel(356) +
      `<path d="M124 308l74-120h114l-78 120zM234 308l-46-150M356 308l-52-166" fill="none" stroke="${main.mid}" stroke-width="15" stroke-linejoin="round" stroke-linecap="round"/>` +
      `<path d="M304 142q-6-26 30-30h22" fill="none" stroke="${steel}" stroke-width="12"/><path d="M344 112h28" stroke="${ink}" stroke-width="18" stroke-linecap="round"/>` +
      `<path d="M144 142q50-18 84 4-6 22-40 18-30 0-44-22z" fill="${ink}"/>` +
      coat(carried, accent.mid, body, motif) +
      `<circle cx="234" cy="308" r="27" fill="none" stroke="${steel}" stroke-width="9"/><path d="M234 308l22 40M244 350h28" stroke="${ink}" stroke-width="9" stroke-linecap="round"/>` +
      gleam('M214 188h70', 5),
  };
};
