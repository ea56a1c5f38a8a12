/** So many requests a second, for so many seconds. */
export type Phase = { rate: number; seconds: number };
/** When a request was due, in milliseconds after the first, how long it took, and its status; 0 where no answer came. */
export type Answer = { at: number; took: number; status: number };

/**
 * Asks at a fixed rate, whatever becomes of what was asked before: people do not wait for each other. Latencies count from when
 * a request was due, so that a generator that falls behind hides nothing.
 *
 * @param ask gives the answer's status once all of it is there
 */
export async function offerLoad(ask: () => Promise<number>, phases: Phase[]): Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  const began = performance.now();
  let phaseBegan = 0;
  for (const { rate, seconds } of phases) {
    for (let sent = 0; sent < rate * seconds; ) {
      const due = ((performance.now() - began - phaseBegan) * rate) / 1_000;
      for (; sent <= due && sent < rate * seconds; sent += 1)
        answers.push(time(phaseBegan + (sent * 1_000) / rate));
      await Bun.sleep(1);
    }
    phaseBegan += seconds * 1_000;
  }
  return Promise.all(answers);

  async function time(at: number): Promise<Answer> {
    const status = await ask().catch(() => 0);
    return { at, took: performance.now() - began - at, status };
  }
}
