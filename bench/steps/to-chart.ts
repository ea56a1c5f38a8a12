import { toShare, toShort } from './figures.ts';
import type { Fault, StepResult, StepResults } from './results.ts';
import { toAlternative } from './to-alternative.ts';

const width = 720;
const labelWidth = 132;
const rowHeight = 24;
const headHeight = 62;

/** The bars of the chart: what a step costs. */
const costs: { head: [string, string]; of: (step: StepResult) => number }[] = [
  { head: ['new page:', 'processor ms'], of: ({ newPage }) => newPage.busy.median },
  { head: ['new page:', 'programs'], of: ({ invocations }) => invocations },
  { head: ['memory', 'MiB'], of: ({ memory }) => memory.median },
  { head: ['orders', 'a second'], of: ({ order }) => order.rate.median },
];

const style = `text{font:12px system-ui,sans-serif;fill:#1f2328}.head{font-weight:600}.end{text-anchor:middle}
.back{fill:#fff}.bar{fill:#0969da}.cell{fill:#1a7f37}
@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.back{fill:#0d1117}.bar{fill:#4493f8}.cell{fill:#3fb950}}`;

/** Draws what each step costs and what it buys. It has no dependency, so a test can draw it again. */
export function toChart({ steps }: StepResults): string {
  const blockHeight = headHeight + steps.length * rowHeight;
  const height = 2 * blockHeight + 28;
  const faults = steps[0]?.faults ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">What each step from one program to slices costs, and what it buys</title>
<desc id="desc">${toSafe(toAlternative(steps))}</desc>
<style>${style}</style>
<rect class="back" width="${width}" height="${height}"/>
${toBlock(16, 'What a step costs', steps)}
${costs.map((cost, index) => toBars(cost, index, steps)).join('\n')}
${toBlock(16 + blockHeight + 12, 'What a step buys: % that customers can do while a slice has lost …', steps)}
${faults.map((fault, index) => toCells(fault, index, faults.length, steps, blockHeight + 12)).join('\n')}
</svg>
`;
}

function toBlock(top: number, title: string, steps: StepResult[]): string {
  const rows = steps.map((step, row) => text(8, rowOf(row, top - 16) + 16, step.title));
  return [text(8, top, title, 'head'), ...rows].join('\n');
}

function toBars({ head, of }: (typeof costs)[number], column: number, steps: StepResult[]): string {
  const room = (width - labelWidth) / costs.length;
  const left = labelWidth + column * room;
  const most = Math.max(...steps.map(of));
  const rows = steps.map((step, row) => {
    const length = Math.max(1, (of(step) / most) * (room - 56));
    const top = rowOf(row, 0);
    return `<rect class="bar" x="${left}" y="${top + 3}" width="${length.toFixed(1)}" height="${rowHeight - 6}"/>
${text(left + length + 5, top + 16, Number.isInteger(of(step)) ? `${of(step)}` : toShort(of(step)))}`;
  });
  return [...head.map((line, index) => text(left, 34 + index * 15, line)), ...rows].join('\n');
}

function toCells(fault: Fault, column: number, columns: number, steps: StepResult[], top: number): string {
  const room = (width - labelWidth) / columns;
  const left = labelWidth + column * room;
  const middle = left + room / 2;
  const rows = steps.map(({ faults }, row) => {
    const share = toShare(faults[column]?.completed ?? null);
    const y = rowOf(row, top);
    const filled = 0.06 + (0.34 * (share ?? 0)) / 100;
    const cell = `<rect class="cell" fill-opacity="${filled.toFixed(2)}" x="${left + 2}" y="${y + 1}" width="${room - 4}" height="${rowHeight - 2}"/>`;
    return `${cell}\n${text(middle, y + 16, share === null ? '–' : `${share.toFixed(0)} %`, 'end')}`;
  });
  const lost = fault.kind === 'data' ? 'its data' : 'its program';
  return [text(middle, top + 34, fault.slice, 'end'), text(middle, top + 49, lost, 'end'), ...rows].join(
    '\n',
  );
}

function rowOf(row: number, top: number): number {
  return top + headHeight + row * rowHeight - 4;
}

function text(x: number, y: number, content: string, kind?: string): string {
  return `<text${kind ? ` class="${kind}"` : ''} x="${x.toFixed(1)}" y="${y}">${toSafe(content)}</text>`;
}

function toSafe(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
