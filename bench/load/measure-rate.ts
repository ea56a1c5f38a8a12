import { processorTime } from '../targets/process-table.ts';
import { generateLoad, type Outcome } from './generate-load.ts';
import { checkAnswer, type Target } from './target.ts';

/** `busy` is the processor's time for one page in milliseconds, which others on the machine disturb less. */
export type Rate = Outcome & { pagesPerSecond: number; busy: number };

/**
 * Loads a target and counts the whole pages it gives. An answer is read word by word before, during and after; each of all
 * the others is as long as that one, or is not counted.
 *
 * @throws Error where more than one in a hundred is not whole
 */
export async function measureRate(target: Target, seconds: number): Promise<Rate> {
  const { url, headers = {}, pid } = target;
  const size = await checkAnswer(target);
  const sampling = sampleAnswers(target);
  const spent = processorTime(pid);
  const outcome = await generateLoad({ url, headers, seconds, size }).finally(sampling.stop);
  const busy = (processorTime(pid) - spent) / outcome.pages;
  await sampling.done;
  await checkAnswer(target);
  const lost = outcome.broken + outcome.failed;
  if (lost > outcome.pages * mostLost)
    throw new Error(
      `${url} lost ${outcome.broken} pages and ${outcome.failed} connections in ${outcome.pages}`,
    );
  return { ...outcome, pagesPerSecond: (outcome.pages - outcome.broken) / outcome.seconds, busy };
}

const mostLost = 0.01;
const samplingInterval = 250;

function sampleAnswers(target: Target): { done: Promise<void>; stop: () => void } {
  let stopped = false;
  const sample = async () => {
    while (!stopped) {
      await Bun.sleep(samplingInterval);
      if (!stopped) await checkAnswer(target);
    }
  };
  const done = sample();
  // Looked at once the load is over; until then a failure is not an unhandled one.
  done.catch(() => {});
  return {
    done,
    stop: () => {
      stopped = true;
    },
  };
}
