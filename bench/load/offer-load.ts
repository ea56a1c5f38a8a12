/** A number of requests a second, for a number of seconds. */
export type Phase = { rate: number; seconds: number };
/** When a request was due, in milliseconds after the first one, its duration, and its status; 0 if there was no answer. */
export type Answer = { at: number; took: number; status: number };

/**
 * Sends requests at a fixed rate, even while earlier ones have no answer, since people do not wait for each other. A latency counts
 * from the moment when the request was due, so a generator that falls behind hides nothing.
 *
 * @param ask sends one request and resolves to its status when the whole answer has arrived
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
