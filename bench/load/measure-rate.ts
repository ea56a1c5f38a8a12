import { processorTime } from '../targets/process-table.ts';
import { generateLoad, type Outcome } from './generate-load.ts';
import { checkAnswer, type Target } from './target.ts';

/** `busy` is the processor time of one page in milliseconds. Other programs on the machine disturb it less than the rate. */
export type Rate = Outcome & { pagesPerSecond: number; busy: number };

/**
 * Puts load on a target and counts the complete pages. The content of an answer is checked before, during and after the load. Every
 * other answer must have the same length to count.
 *
 * @throws Error if more than one percent of the pages is not complete, or more than one of the checked ones
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

/** Warms a target up: before that, caches are empty and code is not compiled. */
export async function warmUp(target: Target, seconds: number): Promise<void> {
  const { url, headers = {}, connections = usualConnections } = target;
  await generateLoad({ url, headers, seconds, size: 0, connections });
}

/** The default number of connections to a target. */
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
