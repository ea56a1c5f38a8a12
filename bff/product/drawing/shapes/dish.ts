import { coat, gleam, paper, type Shape } from './shape.ts';

/** A bowl of hot food: noodles, soup, or dumplings. */
export const dish: Shape = ({ main, accent, body, motif }, variant) => {
  const steam = `<path d="M176 150q-18-24 0-46t0-40M240 140q-18-24 0-46t0-40M304 150q-18-24 0-46t0-40" fill="none" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity=".85"/>`;
  const dumpling = (x: number) =>
    `<path d="M${x - 44} 236q4-50 44-52t44 52z" fill="#ecd5a8"/><path d="M${x - 20} 204q20 12 40 0" fill="none" stroke="#b9955a" stroke-width="5"/>`;
  const food = [
    `<path d="M92 232q30-42 148-42t148 42z" fill="#f0cf86"/><path d="M120 226q40-34 80-4t80-4 76 6M150 210q40-24 80 2t86-4" fill="none" stroke="#d9a94e" stroke-width="7"/><circle cx="292" cy="208" r="22" fill="${paper}"/><circle cx="292" cy="208" r="10" fill="#f2b544"/>`,
    `<path d="M84 232q30-28 156-28t156 28z" fill="#d98a4a"/><path d="M170 218l40-10M250 222l50-8M310 224l30-4" stroke="#5f9a4c" stroke-width="10" stroke-linecap="round"/>`,
    dumpling(158) + dumpling(322) + dumpling(240),
  ][variant % 3];
  return {
    width: 250,
    markup:
      steam +
      food +
      coat('M68 228h344q0 96-92 138H160q-92-42-92-138z', body, motif) +
      `<path d="M68 228h344l-3 24H71z" fill="${accent.mid}"/><path d="M168 364h144l10 28H158z" fill="${main.deep}"/>` +
      gleam('M104 274q12 42 46 66', 10),
  };
};
