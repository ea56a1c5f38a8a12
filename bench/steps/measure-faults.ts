import { createCustomer, type Journey, type Stage, stages } from './create-customer.ts';
import type { Completed, Fault } from './results.ts';
import { brokenSlices, type Mend, type OpenedStep } from './step.ts';
import { listWanted } from './wanted.ts';

const mostTries = 3;

/**
 * Breaks one slice after another, and lets customers visit the shop meanwhile. Each customer wants a product that nobody has opened
 * before, so that no copy hides the fault.
 *
 * @param visitors the customers at each fault
 * @throws Error if a customer cannot do everything while nothing is broken
 */
export async function measureFaults(
  step: OpenedStep,
  visitors: number,
  progress: (line: string) => void,
): Promise<Fault[]> {
  const wanted = listWanted();
  const customers: Awaited<ReturnType<typeof createCustomer>>[] = [];
  while (customers.length < visitors) customers.push(await createCustomer(step.url));
  const walk = async (): Promise<Completed> => {
    await step.forget().catch(() => {});
    return toCompleted(await Promise.all(customers.map((customer) => customer.walk(wanted.shift()!))));
  };

  let whole = await walk();
  // On a busy machine, an answer may miss its deadline although the step works.
  for (let tries = 1; tries < mostTries && stages.some((stage) => whole[stage] < 100); tries += 1)
    whole = await walk();
  if (stages.some((stage) => whole[stage] < 100))
    throw new Error(`customers cannot do everything in a shop where nothing is broken: ${toText(whole)}`);
  const faults: Fault[] = [];
  for (const slice of brokenSlices)
    for (const [kind, begin] of [
      ['data', () => step.breakData(slice)],
      ['program', () => step.breakProgram(slice)],
    ] as const) {
      const mend: Mend | undefined = await begin();
      if (!mend) {
        faults.push({ slice, kind, completed: null });
        continue;
      }
      const completed = await walk().finally(mend);
      faults.push({ slice, kind, completed });
      progress(`${slice} without its ${kind}: ${toText(completed)}`);
    }
  return faults;
}

/** Computes the percentage of customers who completed each stage. */
export function toCompleted(journeys: Journey[]): Completed {
  const shareOf = (stage: Stage) => (100 * journeys.filter((each) => each[stage]).length) / journeys.length;
  return Object.fromEntries(stages.map((stage) => [stage, shareOf(stage)])) as Completed;
}

function toText(completed: Completed): string {
  return stages.map((stage) => `${stage} ${completed[stage].toFixed(0)} %`).join(', ');
}
