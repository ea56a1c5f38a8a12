import { coat, gleam, paper, type Shape } from './shape.ts';

/** Toothbrushes in a cup: one, two, or one with a tongue cleaner. */
export const toothbrush: Shape = ({ main, accent, body, motif }, variant) => {
  const brush = (turn: number, color: string) =>
    `<g transform="rotate(${turn} 240 330)"><path d="M240 340V96" stroke="${color}" stroke-width="20" stroke-linecap="round"/><path d="M250 78h40v74h-40z" fill="${paper}"/><path d="M250 92h40M250 108h40M250 124h40M250 140h40" stroke="${accent.light}" stroke-width="5"/><path d="M240 76v80" stroke="${color}" stroke-width="26" stroke-linecap="round"/></g>`;
  const loop = `<path d="M204 330L166 150q-26-70 20-74t26 74l-4 20" fill="none" stroke="${accent.dark}" stroke-width="12"/>`;
  const what = [
    brush(12, main.dark),
    brush(-16, accent.dark) + brush(16, main.dark),
    loop + brush(16, main.dark),
  ];
  return {
    width: 200,
    markup:
      (what[variant % 3] ?? '') +
      coat('M146 240h188l-16 152H162z', body, motif) +
      `<path d="M146 240h188l-3 24H149z" fill="${accent.mid}"/>` +
      gleam('M170 284l8 80'),
  };
};
