import { coat, gleam, paper, type Shape } from './shape.ts';

/** Paper rolls: a packet of them, a stack of three, or one that is begun. */
export const roll: Shape = ({ main, accent, body, motif }, variant) => {
  const one = (x: number, y: number) =>
    `<path d="M${x - 62} ${y}v88q62 34 124 0v-88z" fill="${paper}"/><path d="M${x + 20} ${y + 20}v84q24-4 42-16v-88z" fill="#0001"/><ellipse cx="${x}" cy="${y}" rx="62" ry="24" fill="#fff" stroke="#e6dfd2" stroke-width="4"/><ellipse cx="${x}" cy="${y}" rx="20" ry="8" fill="#c9a97a"/>`;
  const band = (x: number, y: number) =>
    coat(`M${x - 62} ${y + 34}q62 34 124 0v30q-62 34-124 0z`, accent.mid, motif);
  if (variant % 3 === 1)
    return { width: 270, markup: one(240, 156) + one(168, 284) + one(312, 284) + band(312, 284) };
  if (variant % 3 === 2)
    return {
      width: 210,
      markup: `<g transform="translate(-168 -250) scale(1.7)">${one(240, 276)}${band(240, 276)}<path d="M302 276v102h-30v-88z" fill="${paper}" stroke="#e6dfd2" stroke-width="3"/></g>`,
    };
  return {
    width: 290,
    markup:
      one(170, 136) +
      one(310, 136) +
      coat('M96 190q144 34 288 0v190q-144 30-288 0z', body, motif) +
      `<path d="M140 250h200v80H140z" fill="${paper}"/><path d="M164 276h152M164 304h96" stroke="${main.dark}" stroke-width="11" stroke-linecap="round"/>${gleam('M116 216v130', 10)}`,
  };
};
