import { fragments } from '../fragments.ts';
import { measureRate, warmUp } from '../load/measure-rate.ts';
import type { Row, Section } from '../section.ts';
import { type Sample, toLine, toSample } from '../statistics.ts';

const counts = [1, 2, 4, 8, 16, 32, 64];
// Enough connections to keep the worker busy. With more, a page of 64 waits so long that a run counts only a few pages.
const connections = 4;
const dearest = 0.2;
const leastFit = 0.98;

/** Measures what each cold fragment adds to a page, from 1 to 64 fragments: the time that one worker is busy with a page. */
export const fragmentCost: Section = {
  rows: ['fragment-cost', 'fragment-cost-linear'],
  async measure({ effort, systems, progress }, wanted) {
    const { urls, pid } = await systems.workerd();
    const all = Object.values(fragments);
    const targets = counts.map((count) => ({
      count,
      target: { pid, url: `${urls.engine}/cold/${count}`, connections, parts: all.slice(0, count) },
      runs: [] as number[],
    }));
    for (const { target } of targets) await warmUp(target, effort.warmUpSeconds);
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const { count, target, runs } of targets) {
        const { pagesPerSecond } = await measureRate(target, effort.seconds);
        runs.push(1_000 / pagesPerSecond);
        progress(
          `round ${round}/${effort.rounds}: ${count} fragments, ${(1_000 / pagesPerSecond).toFixed(3)} ms a page`,
        );
      }
    }
    const samples = targets.map(({ count, runs }) => [count, toSample(runs)] as const);
    return toRows(samples).filter(({ id }) => wanted(id));
  },
};

function toRows(samples: (readonly [number, Sample])[]): Row[] {
  const line = toLine(samples.map(([count, { median }]) => [count, median]));
  const perRound = (samples[0] as (typeof samples)[0])[1].runs.map((_, round) =>
    toLine(samples.map(([count, { runs }]) => [count, runs[round] as number])),
  );
  const measured = Object.fromEntries(samples.map(([count, sample]) => [`${count} fragments, ms`, sample]));
  const slopes = perRound.map(({ slope }) => slope);
  const fits = perRound.map(({ fit }) => fit);
  return [
    {
      id: 'fragment-cost',
      what: 'one more cold fragment, of 1 to 64',
      value: line.slope,
      range: [Math.min(...slopes), Math.max(...slopes)],
      unit: 'ms',
      goal: { atMost: dearest },
      measured,
    },
    {
      id: 'fragment-cost-linear',
      what: 'how near that cost is to a line (R²)',
      value: line.fit,
      range: [Math.min(...fits), Math.max(...fits)],
      unit: '',
      goal: { atLeast: leastFit },
      measured: {},
    },
  ];
}
