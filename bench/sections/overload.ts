import { openShop } from '../../tests/open-shop.helper.ts';
import { createCatalogue } from '../../tools/seed/catalogue.ts';
import { askEachOnce } from '../load/ask-each-once.ts';
import { medianLatency, secondsToNormal, toGoodput } from '../load/overload.ts';
import type { Row, Section } from '../section.ts';
import { type Sample, toSample } from '../statistics.ts';
import { uncounted } from '../targets/uncounted.ts';

/** Enough connections to keep the shop busy. More would only wait for each other. */
const clients = 16;
const mostRounds = 3;
/** Seconds of half the sustainable load, then of twice that load while there are new pages, then of half again. */
const before = 1.5;
const most = 8;
const newPages = 2_000;
const after = 7;
/** Seconds to skip after a change of the load, since their answers belong to earlier requests. */
const settling = 0.5;
/** Milliseconds after which a client gives up. */
const timeout = 5_000;

/**
 * Loads the shop with product pages that no client has opened, since pages from the cache are hardly a load. Each page costs the hops
 * and queries of a dozen fragments. The sustainable load is the rate of clients that wait for their answers. Twice that load comes at a
 * fixed rate, as from people who do not wait for each other.
 */
export const overload: Section = {
  rows: ['overload', 'overload-recovery'],
  async measure({ effort, progress }, wanted) {
    const products = createCatalogue().products.map(({ id }) => `/products/${id}`);
    const paths = [...products, ...products.map((path) => `${path}?lang=en`)];
    const shop = await openShop({ settings: { REDIS_TIMEOUT: '150' }, ...uncounted });
    try {
      const ask = plan(shop.url, paths);
      await ask({ clients: { count: clients, seconds: effort.warmUpSeconds } });
      const rounds: Round[] = [];
      for (let round = 1; round <= Math.min(mostRounds, effort.rounds); round += 1) {
        const measured = await measureRound(ask, effort.seconds, async () => {
          // Empties the shell's cache, so that the pages are new again.
          await shop.clearFaults();
          ask.again();
        });
        rounds.push(measured);
        progress(`round ${round}: ${toText(measured)}`);
      }
      return toRows(rounds).filter(({ id }) => wanted(id));
    } finally {
      await shop.close();
    }
  },
};

type Ask = ReturnType<typeof plan>;
type Round = {
  peak: number;
  goodput: number;
  refused: number;
  lost: number;
  normal: number;
  recovery: number;
};

function plan(origin: string, paths: string[]) {
  let used = 0;
  const ask = async (how: Partial<Parameters<typeof askEachOnce>[0]>) => {
    const { answers, asked } = await askEachOnce({ origin, paths: paths.slice(used), timeout, ...how });
    used += asked;
    return answers;
  };
  return Object.assign(ask, {
    again: () => {
      used = 0;
    },
  });
}

async function measureRound(ask: Ask, seconds: number, renew: () => Promise<void>): Promise<Round> {
  await renew();
  const alone = await ask({ clients: { count: clients, seconds: seconds + 1 } });
  const peak = toGoodput(alone, 500, (seconds + 1) * 1_000);
  await renew();
  const during = Math.min(most, newPages / (2 * peak));
  const answers = await ask({
    phases: [
      { rate: peak / 2, seconds: before },
      { rate: peak * 2, seconds: during },
      { rate: peak / 2, seconds: after },
    ],
  });
  const [begin, end, last] = [before, before + during, before + during + after].map((at) => at * 1_000) as [
    number,
    number,
    number,
  ];
  const normal = medianLatency(answers, settling * 1_000, begin);
  const share = (of: (status: number) => boolean) =>
    answers.filter(({ at, status }) => at >= begin && at < end && of(status)).length / (2 * peak * during);
  return {
    peak,
    goodput: toGoodput(answers, begin + settling * 1_000, end),
    refused: share((status) => status === 503),
    lost: share((status) => status !== 200 && status !== 503),
    normal,
    recovery: secondsToNormal(answers, end, last, 2 * normal),
  };
}

function toRows(rounds: Round[]): Row[] {
  const sampleOf = (of: (round: Round) => number): Sample => toSample(rounds.map(of));
  const ratio = sampleOf(({ goodput, peak }) => goodput / peak);
  const recovery = sampleOf((round) => round.recovery);
  const measured = {
    'sustainable, pages/s': sampleOf(({ peak }) => peak),
    'at twice of it, pages/s': sampleOf(({ goodput }) => goodput),
    'refused at once, %': sampleOf(({ refused }) => refused * 100),
    'without an answer, %': sampleOf(({ lost }) => lost * 100),
    'p50 before, ms': sampleOf(({ normal }) => normal),
  };
  return [
    {
      id: 'overload',
      what: 'goodput at twice the sustainable load ÷ peak (pages not in the cache)',
      value: ratio.median,
      range: [ratio.min, ratio.max],
      unit: '×',
      goal: { atLeast: 0.8 },
      measured,
    },
    {
      id: 'overload-recovery',
      what: 'from the end of that load until p50 is normal again',
      value: recovery.median,
      range: [recovery.min, recovery.max],
      unit: 's',
      goal: { atMost: 5 },
      measured,
    },
  ];
}

function toText({ peak, goodput, refused, lost, normal, recovery }: Round): string {
  return (
    `${peak.toFixed(0)} pages/s sustained; at twice that ${goodput.toFixed(0)} pages/s, ${(refused * 100).toFixed(0)} % refused, ` +
    `${(lost * 100).toFixed(0)} % unanswered; p50 ${normal.toFixed(0)} ms, normal again after ${recovery.toFixed(1)} s`
  );
}
