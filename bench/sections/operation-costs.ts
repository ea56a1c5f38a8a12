import { operations } from '../operations.ts';
import type { Bench, Row, Section } from '../section.ts';
import { type Sample, toSample } from '../statistics.ts';
import { processorTime } from '../targets/process-table.ts';

type Operation = keyof typeof operations;

/** Operations of one measurement, which takes from a tenth of a second to a second. */
const repeated = { queryD1: 400, writeCache: 200, readCache: 800, callWorker: 2_000 };
const cheap = 20_000;

/** Measures what the operations of workerd cost that a new product page needs, whatever its code is. */
export const operationCosts: Section = {
  rows: ['operation-costs'],
  measure: async (bench) => [await measureOperations(bench)],
};

async function measureOperations({ systems, effort, progress }: Bench): Promise<Row> {
  const { urls, pid } = await systems.workerd();
  const costOf = async (operation: Operation | 'nothing', times: number): Promise<number> => {
    const spent = processorTime(pid);
    const answer = await fetch(`${urls.operations}/?operation=${operation}&times=${times}`);
    if ((await answer.text()) !== 'done') throw new Error(`${operation} answered ${answer.status}`);
    return ((processorTime(pid) - spent) * 1_000) / times;
  };
  const costs = new Map<Operation, Sample>();
  for (const operation of Object.keys(operations) as Operation[]) {
    const times = operation in repeated ? repeated[operation as keyof typeof repeated] : cheap;
    await costOf(operation, times);
    const runs: number[] = [];
    for (let round = 0; round < effort.rounds; round++)
      runs.push((await costOf(operation, times)) - (await costOf('nothing', times)));
    costs.set(operation, toSample(runs));
    progress(`${operations[operation].what}: ${toSample(runs).median.toFixed(1)} µs`);
  }
  const ofPage = (pick: (sample: Sample) => number) =>
    [...costs].reduce((sum, [name, sample]) => sum + operations[name].times * pick(sample), 0) / 1_000;
  return {
    id: 'operation-costs',
    what: 'operations of workerd and its simulators for a new product page, processor time',
    ...{ value: ofPage(({ median }) => median), range: [ofPage(({ min }) => min), ofPage(({ max }) => max)] },
    ...{ unit: 'ms', goal: { atMost: 22 }, aim: true },
    measured: Object.fromEntries(
      [...costs].map(([name, sample]) => [
        `${operations[name].times} × ${operations[name].what}, µs`,
        sample,
      ]),
    ),
  };
}
