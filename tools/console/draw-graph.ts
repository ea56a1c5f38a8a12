import { html } from 'hono/html';
import type { ComparedCall } from './compare-calls.ts';
import type { Markup } from './markup.ts';

const columns = ['shell', 'frontend', 'bff', 'service'] as const;
const [width, rowHeight, boxWidth, boxHeight, top] = [1_000, 30, 150, 22, 20];

/** Draws who calls whom: the tiers in columns, and an arrow for each call. The table beside it says the same in words. */
export function drawGraph(calls: ComparedCall[]): Markup {
  const names = [...new Set(calls.flatMap(({ from, to }) => [from, to]))].sort();
  const places = new Map<string, { x: number; y: number }>();
  const heights = columns.map((kind, column) => {
    const own = names.filter((name) => kindOf(name) === kind);
    own.forEach((name, row) => {
      places.set(name, { x: (column * (width - boxWidth)) / (columns.length - 1), y: top + row * rowHeight });
    });
    return own.length;
  });
  const height = top * 2 + Math.max(...heights) * rowHeight;
  // The calls that differ are drawn last, above the others.
  const order = { unseen: 0, both: 1, unbound: 2 };
  const lines = calls.toSorted((a, b) => order[a.state] - order[b.state]);
  return html`<svg class="graph" viewBox="0 0 ${width} ${height}" role="img" aria-label="Who calls whom. The table below has the same calls.">
${lines.map(({ from, to, state, count }) => {
  const [start, end] = [places.get(from), places.get(to)];
  if (!start || !end) return '';
  return html`<path class="${state}" d="${toPath(start, end)}"><title>${from} → ${to}: ${toWords(state, count)}</title></path>`;
})}
${[...places].map(
  ([name, { x, y }]) =>
    html`<rect x="${x}" y="${y - boxHeight / 2}" width="${boxWidth}" height="${boxHeight}" rx="4" fill="#f6f4f9" stroke="#5f5b66"/><text x="${x + boxWidth / 2}" y="${y + 4}" text-anchor="middle">${name}</text>`,
)}
</svg>`;
}

/** Says in words how a call differs. */
export function toWords(state: ComparedCall['state'], count: number): string {
  if (state === 'unseen') return 'configured, not seen yet';
  const seen = `seen ${count === 1 ? 'once' : `${count} times`}`;
  return state === 'unbound' ? `${seen}, not configured` : seen;
}

function kindOf(name: string): (typeof columns)[number] {
  return columns.find((kind) => name === kind || name.endsWith(`-${kind}`)) ?? 'service';
}

/** A call to the next column is a curve between the boxes; one within a column bends around them. */
function toPath(from: { x: number; y: number }, to: { x: number; y: number }): string {
  if (from.x === to.x) {
    const [x, bend] = [from.x, from.x - 20 - Math.abs(from.y - to.y) / 10];
    return `M${x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${x} ${to.y}`;
  }
  const [start, middle] = [from.x + boxWidth, (from.x + boxWidth + to.x) / 2];
  return `M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
