import { generateLoad, type Outcome } from './generate-load.ts';
import { checkAnswer, type Target } from './target.ts';

export type Rate = Outcome & { pagesPerSecond: number };

/**
 * Loads a target and counts the pages it gives. Whether they are whole is seen from pages asked for before, during and
 * after, and from the bytes of all: as many as that many whole pages have.
 *
 * @throws Error where any answer failed or was not whole
 */
export async function measureRate(target: Target, seconds: number): Promise<Rate> {
  const size = await checkAnswer(target);
  const sampling = sampleAnswers(target);
  const outcome = await generateLoad({ url: target.url, headers: target.headers ?? {}, seconds }).finally(
    sampling.stop,
  );
  await sampling.done;
  await checkAnswer(target);
  if (outcome.failed > 0) throw new Error(`${target.url} failed ${outcome.failed} of ${outcome.pages} times`);
  if (outcome.bytes < outcome.pages * size * tolerance)
    throw new Error(`${target.url} gave ${outcome.bytes} bytes in ${outcome.pages} pages of ${size} bytes`);
  return { ...outcome, pagesPerSecond: outcome.pages / outcome.seconds };
}

// Personal pages differ by a few digits, and the last answers are cut off when time is up.
const tolerance = 0.99;
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
