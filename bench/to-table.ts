import { missedBy, type Row } from './section.ts';

/** Formats the rows as columns of text: what was measured, its range, the goal, and by how much the goal was missed. */
export function toTable(rows: Row[]): string {
  const lines = [
    ['what', 'measured', 'min–max', 'to reach', ''],
    ...rows.map((row) => [
      row.what,
      toText(row.value, row.unit),
      row.range.map((value) => toText(value, row.unit)).join('–'),
      'atLeast' in row.goal ? `≥ ${row.goal.atLeast}${row.unit}` : `≤ ${row.goal.atMost}${row.unit}`,
      missedBy(row) === 0
        ? 'reached'
        : `${row.aim ? 'short' : 'MISSED'} by ${toText(missedBy(row), row.unit)}`,
    ]),
  ];
  const widths = (lines[0] as string[]).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] as string).length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function toText(value: number, unit: Row['unit']): string {
  return `${value.toFixed(Math.abs(value) < 1 ? 3 : 2)}${unit}`;
}
