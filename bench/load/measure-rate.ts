import { processorTime } from '../targets/process-table.ts';
import { generateLoad, type Outcome } from './generate-load.ts';
import { checkAnswer, type Target } from './target.ts';

/** `busy` is the processor's time for one page in milliseconds, which others on the machine disturb less. */
export type Rate = Outcome & { pagesPerSecond: number; busy: number };

/**
 * Loads a target and counts the whole pages it gives. An answer is read word by word before, during and after; each of all
 * the others is as long as that one, or is not counted.
 *
 * @throws Error where more than one in a hundred is not whole, or more than one of those read
 */
export async function measureRate(target: Target, seconds: number): Promise<Rate> {
  const { url, headers = {}, pid, connections = usualConnections } = target;
  const size = await checkAnswer(target);
  const sampling = sampleAnswers(target);
  const spent = processorTime(pid);
  const outcome = await generateLoad({ url, headers, seconds, size, connections }).finally(sampling.stop);
  const busy = (processorTime(pid) - spent) / outcome.pages;
  const faults = await sampling.faults;
  await checkAnswer(target);
  if (faults.length > 1) throw faults[0];
  const lost = outcome.broken + outcome.failed;
  if (outcome.pages === 0 || lost > outcome.pages * mostLost) {
    throw new Error(`${url} lost ${outcome.broken} pages, ${outcome.failed} connections in ${outcome.pages}`);
  }
  return { ...outcome, pagesPerSecond: (outcome.pages - outcome.broken) / outcome.seconds, busy };
}

/** Loads a target that nothing is expected of yet: caches are empty and code is not compiled. */
export async function warmUp(target: Target, seconds: number): Promise<void> {
  const { url, headers = {}, connections = usualConnections } = target;
  await generateLoad({ url, headers, seconds, size: 0, connections });
}

/** How many connections a target is loaded with where it does not say otherwise. */
export const usualConnections = 32;
const mostLost = 0.01;
const samplingInterval = 250;

function sampleAnswers(target: Target) {
  let stopped = false;
  const sample = async () => {
    const faults: unknown[] = [];
    while (!stopped) {
      await Bun.sleep(samplingInterval);
      if (!stopped) await checkAnswer(target).catch((fault) => faults.push(fault));
    }
    return faults;
  };
  const stop = () => {
    stopped = true;
  };
  return { faults: sample(), stop };
}
