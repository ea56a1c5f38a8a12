import { root } from '../../tools/workers.ts';
import type { StepResults } from './results.ts';
import { toChart } from './to-chart.ts';
import { toTables } from './to-tables.ts';

export const resultsFile = `${root}/bench/topologies.json`;
export const chartFile = `${root}/docs/from-monolith.svg`;
export const documentFile = `${root}/docs/from-monolith.md`;

/** Writes the chart and the tables of the guide again from the kept results. */
export async function drawDocument(): Promise<void> {
  const results = (await Bun.file(resultsFile).json()) as StepResults;
  await Bun.write(chartFile, toChart(results));
  await Bun.write(documentFile, withFigures(await Bun.file(documentFile).text(), results));
}

/**
 * Puts the figures into the guide, between `<!-- figures: <part> -->` and `<!-- end of figures -->`.
 *
 * @throws Error if the guide has no place for a part
 */
export function withFigures(document: string, results: StepResults): string {
  const parts = { run: toRun(results), chart: image, ...toTables(results) };
  return Object.entries(parts).reduce((text, [name, content]) => {
    const place = new RegExp(`(<!-- figures: ${name} -->\n)[\\s\\S]*?(<!-- end of figures -->)`);
    if (!place.test(text)) throw new Error(`The guide has no place for the figures: ${name}`);
    return text.replace(place, (_, begin, end) => `${begin}\n${content}\n\n${end}`);
  }, document);
}

const image =
  '![Two charts, step by step: the cost in processor time, programs, memory and orders a second; and the percentage that customers can do ' +
  'while review, pricing or search fails. The tables below have all figures](from-monolith.svg)';

function toRun({ date, machine, extent }: StepResults): string {
  const { cores, processor, memory } = machine;
  const rounds = `${extent.rounds} ${extent.rounds === 1 ? 'round' : 'rounds'} of ${extent.seconds} s`;
  const where = `Measured on ${date.slice(0, 10)} with ${cores} cores (${processor}) and ${memory}, medians of ${rounds}.`;
  return extent.quick ? `${where} **This was a short run on a busy machine**: only ratios count.` : where;
}
