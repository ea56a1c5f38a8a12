import { coat, gleam, ink, paper, type Shape } from './shape.ts';

/** A strung racket with a shuttlecock, a table tennis bat with a ball, or two rackets crossed. */
export const racket: Shape = ({ main, accent, body, motif }, variant) => {
  const net = Array.from(
    { length: 7 },
    (_, index) => `M${166 + index * 18} 92v140M152 ${104 + index * 20}h136`,
  ).join('');
  const strung = (turn: number, id: string) =>
    `<g transform="rotate(${turn} 240 250)"><ellipse cx="220" cy="166" rx="78" ry="92" fill="${paper}"/><path d="${net}" stroke="${main.dark}" stroke-width="2"/>` +
    `<ellipse cx="220" cy="166" rx="78" ry="92" fill="none" stroke="${id}" stroke-width="15"/><path d="M220 258v60" stroke="${id}" stroke-width="13"/><path d="M220 312v80" stroke="${ink}" stroke-width="24" stroke-linecap="round"/></g>`;
  if (variant % 3 === 1)
    return {
      width: 220,
      markup:
        `<path d="M222 280h40v104q-20 16-40 0z" fill="${accent.deep}"/>` +
        coat('M242 84q124 6 122 122-6 80-84 98h-76q-78-18-84-98-2-116 122-122z', body, motif) +
        `<path d="M204 304h76l-14 26h-48z" fill="${accent.mid}"/><circle cx="362" cy="362" r="30" fill="${paper}"/>${gleam('M144 200q6-60 54-88')}`,
    };
  const birdie = `<path d="M330 392l-30-92h104l-30 92z" fill="${paper}"/><path d="M330 392l-30-92h104l-30 92z" fill="${motif}" opacity=".5"/><circle cx="352" cy="386" r="24" fill="${accent.mid}"/>`;
  const second = variant % 3 === 2 ? strung(34, accent.dark) : '';
  return { width: 280, markup: second + strung(-24, main.mid) + birdie + gleam('M150 130q10-34 34-44', 5) };
};
