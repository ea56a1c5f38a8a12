import { coat, gleam, paper, type Shape } from './shape.ts';

/** An electric fan with three, four or five blades. */
export const fan: Shape = ({ main, accent, body, motif }, variant) => {
  const count = 3 + (variant % 3);
  const blade = `<path d="M240 196q-50-20-34-84 60-6 58 40 0 26-24 44z" fill="${accent.mid}"/>`;
  const blades = Array.from(
    { length: count },
    (_, index) => `<use href="#b" transform="rotate(${(360 / count) * index} 240 196)"/>`,
  );
  return {
    width: 190,
    markup:
      `<path d="M224 300h32v70h-32z" fill="${main.deep}"/>` +
      coat('M152 392q4-40 88-40t88 40z', body, motif) +
      `<circle cx="240" cy="196" r="124" fill="${paper}"/><circle cx="240" cy="196" r="124" fill="${motif}" opacity=".25"/>` +
      `<defs>${blade.replace('<path', '<path id="b"')}</defs>${blades.join('')}` +
      `<g fill="none" stroke="${main.dark}"><circle cx="240" cy="196" r="124" stroke-width="14"/><circle cx="240" cy="196" r="88" stroke-width="4"/><circle cx="240" cy="196" r="52" stroke-width="4"/></g><circle cx="240" cy="196" r="22" fill="${main.deep}"/>` +
      gleam('M144 160q16-42 54-58', 6),
  };
};
