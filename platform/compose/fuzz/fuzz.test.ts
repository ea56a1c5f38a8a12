import { expect, test } from 'bun:test';
import { runScenario } from './run-scenario.helper.ts';

/** `bun tools/fuzz.ts` sets these for a long run. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 6);
const first = Number(process.env.FUZZ_SEED ?? 1);
const most = Number(process.env.FUZZ_SCENARIOS ?? Number.POSITIVE_INFINITY);
const reportEverySeconds = 60;

test(
  'whatever servers and clients do, every promise is kept, every page is read as it is meant, and no lease is lost',
  async () => {
    const rejected: unknown[] = [];
    const onRejection = (error: unknown) => void rejected.push(error);
    process.on('unhandledRejection', onRejection);
    const began = Date.now();
    let reported = began;
    let seed = first;
    for (; seed < first + most && Date.now() - began < seconds * 1_000; seed += 1) {
      expect(await runScenario(seed)).toEqual([]);
      expect({ seed, rejected }).toEqual({ seed, rejected: [] });
      if (Date.now() - reported < reportEverySeconds * 1_000) continue;
      reported = Date.now();
      console.log(
        `${Math.round((reported - began) / 1_000)} s: ${seed - first + 1} scenarios, up to seed ${seed}`,
      );
    }
    process.off('unhandledRejection', onRejection);
    expect(seed - first).toBeGreaterThan(0);
  },
  (seconds + 60) * 1_000,
);
