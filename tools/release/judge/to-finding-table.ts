import type { Finding } from './create-judge.ts';

const headings = ['pairs', 'only canary', 'only control', 'worse', 'good enough'];

/** Writes the findings of a judge as lines for the terminal, with a heading. */
export function toFindingTable(findings: readonly Finding[]): string[] {
  return [['', ...headings], ...findings.map(toRow)].map(([name = '', ...cells]) =>
    [name.padEnd(30), ...cells.map((cell) => cell.padStart(14))].join(''),
  );
}

function toRow({ metric, pairs: { both, canary, control, neither }, harm, safety }: Finding): string[] {
  const counts = [both + canary + control + neither, canary, control];
  return [metric, ...counts.map(String), toChance(harm), toChance(safety)];
}

/** Evidence as the chance of seeing as much by accident, at any time. */
function toChance(evidence: number): string {
  return evidence <= 0 ? 'none' : `1 in ${Math.floor(10 ** Math.min(evidence, 9))}`;
}
