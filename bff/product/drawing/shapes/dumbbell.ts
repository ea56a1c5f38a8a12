import { coat, gleam, type Shape, steel } from './shape.ts';

/** A dumbbell, a kettlebell, or a heavier dumbbell with three plates a side. */
export const dumbbell: Shape = ({ main, accent, body, motif }, variant) => {
  if (variant % 3 === 1)
    return {
      width: 230,
      markup:
        `<path d="M176 236q-44-104 64-112 108 8 64 112" fill="none" stroke="${main.deep}" stroke-width="34"/>` +
        coat('M240 190q116 6 118 112-2 60-52 90H174q-50-30-52-90 2-106 118-112z', body, motif) +
        `<circle cx="240" cy="298" r="46" fill="${accent.mid}"/><path d="M224 298h32" stroke="${accent.deep}" stroke-width="12"/>${gleam('M146 290q8-50 52-74', 10)}`,
    };
  const far = variant % 3 === 2;
  return {
    width: 390,
    markup:
      `<path d="M60 300h360" stroke="${steel}" stroke-width="26"/><path d="M190 300h100" stroke="${main.deep}" stroke-width="34"/>` +
      coat('M104 214q44-16 66 0v172q-22 16-66 0zM310 214q22-16 66 0v172q-44 16-66 0z', body, motif) +
      `<path d="M74 240q20-10 30 0v120q-10 10-30 0zM376 240q10-10 30 0v120q-20 10-30 0z" fill="${accent.mid}"/>` +
      (far ? `<path d="M54 262h20v76H54zM406 262h20v76h-20z" fill="${accent.deep}"/>` : '') +
      gleam('M120 232v60M326 232v60', 7),
  };
};
