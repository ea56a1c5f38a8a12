import { measureRate, type Rate, warmUp } from '../load/measure-rate.ts';
import type { Row, Section } from '../section.ts';
import { toSample } from '../statistics.ts';
import { targets } from '../targets/page-targets.ts';

type Name = keyof typeof targets;
type Ratio = { what: string; of: Name; to: Name[]; atLeast: number };

/** The comparisons. Of several systems to compare with, the best counts. */
const ratios: Record<string, Ratio> = {
  'warm-to-hello': { what: 'warm page of 6 ÷ hello world', of: 'warm', to: ['hello'], atLeast: 0.55 },
  'warm-to-peers': {
    what: 'warm page of 6 ÷ better of Podium, Tailor',
    of: 'warm',
    to: ['podium', 'tailor'],
    atLeast: 10,
  },
  'cold-to-peers': {
    what: 'all six cold ÷ better of Podium, Tailor',
    of: 'cold',
    to: ['podium', 'tailor'],
    atLeast: 1.4,
  },
  'warm-to-one-worker': {
    what: 'warm page of 6 ÷ Hono joining the six in one worker',
    of: 'warm',
    to: ['oneWorker'],
    atLeast: 0.9,
  },
  'warm-to-six-writes': {
    what: 'warm page of 6 ÷ the six passed on one by one',
    of: 'warm',
    to: ['sixWrites'],
    atLeast: 2,
  },
  'cold-to-six-bindings': {
    what: 'all six cold ÷ Hono fetching and joining the six',
    of: 'cold',
    to: ['sixBindings'],
    atLeast: 0.9,
  },
  // The fragments of eleven slices have 90 KB. Served as a constant, these bytes reach about half the rate of hello world.
  'product-anonymous': {
    what: 'product page, anonymous, warm ÷ hello world',
    of: 'product',
    to: ['hello'],
    atLeast: 0.25,
  },
  'product-cart': {
    what: "product page, visitor's cart ÷ Podium",
    of: 'productWithCart',
    to: ['podium'],
    atLeast: 1.5,
  },
  'http-node-off': {
    what: 'three HTTP servers, Node, cache off ÷ better of Podium, Tailor',
    // The goal is 1 and not 2, as decision 11 explains.
    ...{ of: 'nodeEngineOff', to: ['nodePodium', 'nodeTailor'], atLeast: 1 },
  },
  'http-node-by-hand': {
    what: 'three HTTP servers, Node, cache off ÷ fetching and joining the three by hand',
    ...{ of: 'nodeEngineOff', to: ['nodeByHand'], atLeast: 0.45 },
  },
  'http-node-on': {
    what: 'three HTTP servers, Node, cache on ÷ better of Podium, Tailor',
    ...{ of: 'nodeEngineOn', to: ['nodePodium', 'nodeTailor'], atLeast: 4 },
  },
  'http-bun-off': {
    what: 'three HTTP servers, Bun, cache off ÷ better of Podium, Tailor',
    ...{ of: 'bunEngineOff', to: ['bunPodium', 'bunTailor'], atLeast: 2 },
  },
  'http-bun-by-hand': {
    what: 'three HTTP servers, Bun, cache off ÷ fetching and joining the three by hand',
    ...{ of: 'bunEngineOff', to: ['bunByHand'], atLeast: 0.4 },
  },
  'http-bun-on': {
    what: 'three HTTP servers, Bun, cache on ÷ better of Podium, Tailor',
    ...{ of: 'bunEngineOn', to: ['bunPodium', 'bunTailor'], atLeast: 4 },
  },
};

/** Measures the pages a second of all compared systems, in turns, so that a busy machine affects all of them equally. */
export const pageRates: Section = {
  rows: Object.keys(ratios),
  async measure({ effort, systems, progress }, wanted) {
    const asked = Object.entries(ratios).filter(([id]) => wanted(id));
    const names = [...new Set(asked.flatMap(([, { of, to }]) => [of, ...to]))];
    const runs = new Map<Name, Rate[]>(names.map((name) => [name, []]));
    for (const name of names) await warmUp(await targets[name](systems), effort.warmUpSeconds);
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const name of names) {
        const rate = await measureRate(await targets[name](systems), effort.seconds);
        runs.get(name)?.push(rate);
        progress(`round ${round}/${effort.rounds}: ${toText(name, rate)}`);
      }
    }
    return asked.map(([id, ratio]) => toRow(id, ratio, runs));
  },
};

function toRow(id: string, { what, of, to, atLeast }: Ratio, runs: Map<Name, Rate[]>): Row {
  const sampleOf = (name: Name, figure: 'pagesPerSecond' | 'busy' = 'pagesPerSecond') =>
    toSample((runs.get(name) as Rate[]).map((rate) => rate[figure]));
  const best = to.reduce((a, b) => (sampleOf(a).median >= sampleOf(b).median ? a : b));
  const perRound = sampleOf(of).runs.map((rate, round) => rate / (sampleOf(best).runs[round] as number));
  const measured = [of, ...to].flatMap((name) => [
    [`${name}, pages/s`, sampleOf(name)],
    [`${name}, processor ms a page`, sampleOf(name, 'busy')],
  ]);
  return {
    id,
    what,
    value: sampleOf(of).median / sampleOf(best).median,
    range: [Math.min(...perRound), Math.max(...perRound)],
    unit: '×',
    goal: { atLeast },
    measured: Object.fromEntries(measured),
  };
}

function toText(name: Name, { pagesPerSecond, busy, p50, p99 }: Rate): string {
  return (
    `${name} ${Math.round(pagesPerSecond)} pages/s, ${busy.toFixed(3)} ms of processor a page, ` +
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
  );
}
