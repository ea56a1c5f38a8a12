import { stages } from './create-customer.ts';
import { toShare, toShort } from './figures.ts';
import type { Completed, Fault, StepResult, StepResults } from './results.ts';
import { brokenSlices } from './step.ts';

/** Writes the figures of all steps as tables for the guide. */
export function toTables({ steps }: StepResults): Record<'costs' | 'data' | 'program' | 'changes', string> {
  return {
    costs: toTable(
      [
        ...['step', 'new pages/s', 'p50, p99 ms', 'processor ms'],
        ...['warm pages/s', 'their p50, p99 ms', 'their processor ms'],
        ...['orders/s', 'processor ms of one', 'MiB', 'programs for a new page'],
      ],
      steps.map(toCosts),
    ),
    data: toFaults(steps, 'data'),
    program: toFaults(steps, 'program'),
    changes: toTable(
      [
        ...['step', 'pricing deploys', 'other slices restart', 'seconds'],
        ...Object.keys(steps[0]?.touched ?? {}).map((label) => `text: ${label}`),
      ],
      steps.map(toChanges),
    ),
  };
}

function toCosts({ title, newPage, warmPage, order, memory, invocations }: StepResult): string[] {
  const pages = [newPage, warmPage].flatMap(({ rate, p50, p99, busy }) => [
    toShort(rate.median),
    `${toShort(p50.median)}, ${toShort(p99.median)}`,
    toShort(busy.median),
  ]);
  const orders = [toShort(order.rate.median), toShort(order.busy.median)];
  return [title, ...pages, ...orders, toShort(memory.median), `${invocations}`];
}

function toFaults(steps: StepResult[], kind: Fault['kind']): string {
  const rows = steps.map(({ title, faults }) => [
    title,
    ...brokenSlices.map((slice) =>
      toOutcome(faults.find((fault) => fault.slice === slice && fault.kind === kind)?.completed ?? null),
    ),
  ]);
  return toTable(['step', ...brokenSlices], rows);
}

/** The percentage, and what customers could not do. */
function toOutcome(completed: Completed | null): string {
  if (!completed) return '–';
  const missed = stages
    .filter((stage) => completed[stage] < 100)
    .map((stage) => (completed[stage] === 0 ? stage : `${stage} (${completed[stage].toFixed(0)} %)`));
  const share = `${toShare(completed)?.toFixed(0)} %`;
  if (missed.length === 0) return share;
  return `${share}, not ${missed.length === stages.length ? 'anything' : missed.join(', ')}`;
}

function toChanges({ title, deploy, touched }: StepResult): string[] {
  const { programs, all, others, seconds } = deploy;
  const labels = Object.values(touched).map((each) =>
    each
      ? `${each.files} ${each.files === 1 ? 'file' : 'files'}, ${each.programs} of ${each.all}, ${Math.round(each.bytes / 1_024)} KiB`
      : '–',
  );
  return [
    title,
    `${programs} of ${all}`,
    others === null ? 'all' : `${others}`,
    seconds === null ? '–' : toShort(seconds),
    ...labels,
  ];
}

function toTable(head: string[], rows: string[][]): string {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const toLine = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [toLine(head), toLine(widths.map((each) => '-'.repeat(each))), ...rows.map(toLine)].join('\n');
}
