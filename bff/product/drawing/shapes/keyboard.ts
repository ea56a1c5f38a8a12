import { coat, gleam, paper, type Shape } from './shape.ts';

/** A keyboard: whole, compact with a knob, or with a mouse before it. */
export const keyboard: Shape = ({ main, accent, body, motif }, variant) => {
  const rows = [210, 246, 282].map(
    (y, row) =>
      `<path d="M${82 + row * 5} ${y}h${316 - row * 10}" stroke="${paper}" stroke-width="26" stroke-dasharray="24 8"/>`,
  );
  const extra = [
    `<path d="M374 198h24v24h-24z" fill="${accent.mid}"/>`,
    `<circle cx="384" cy="210" r="19" fill="${accent.dark}"/><path d="M384 194v16" stroke="${paper}" stroke-width="5"/>`,
    `<path d="M322 392q-22-64 40-70 62 6 40 70z" fill="${accent.mid}"/><path d="M362 324v30" stroke="${accent.deep}" stroke-width="7"/>`,
  ][variant % 3];
  return {
    width: 400,
    markup:
      coat('M62 176h356q20 0 22 20l8 152q0 20-22 20H54q-22 0-22-20l8-152q2-20 22-20z', body, motif) +
      `<path d="M33 340h414l1 12q0 24-22 24H54q-22 0-22-24z" fill="${main.deep}"/>` +
      `${rows.join('')}<path d="M148 318h180" stroke="${accent.light}" stroke-width="26"/><path d="M90 318h44M342 318h46" stroke="${paper}" stroke-width="26"/>` +
      `${extra}${gleam('M74 188h120', 5)}`,
  };
};
