import { toShare, toShort } from './figures.ts';
import type { StepResult } from './results.ts';

/** Says in words what the chart shows. */
export function toAlternative(steps: StepResult[]): string {
  const costs = steps.map(
    ({ title, newPage, invocations, memory, order }) =>
      `${title}: ${toShort(newPage.busy.median)} ms of processor time and ${invocations} ` +
      `${invocations === 1 ? 'program' : 'programs'} for a new page, ${toShort(memory.median)} MiB, ${toShort(order.rate.median)} orders a second`,
  );
  const faults = (steps[0]?.faults ?? []).map(({ slice, kind }, index) => {
    const shares = steps.map(({ title, faults }) => {
      const share = toShare(faults[index]?.completed ?? null);
      return `${title} ${share === null ? 'cannot lose it' : `${share.toFixed(0)} %`}`;
    });
    return `While ${slice} has lost its ${kind}, customers can do: ${shares.join(', ')}`;
  });
  return `${[...costs, ...faults].join('. ')}.`;
}
