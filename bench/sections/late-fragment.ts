import { fragments, slices } from '../fragments.ts';
import { type Arrivals, watchPage } from '../load/watch-page.ts';
import type { Bench, Row, Section } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';

const late = 3;
const latenessMs = 1_000;
const latest = 10;
const lateSlice = slices[late] as (typeof slices)[number];
const others = slices.filter((slice) => slice !== lateSlice).map((slice) => fragments[slice]);
// Visits overlap, since a hundred visits in a row would take minutes. They start far enough apart not to wait for each other.
const visitPauseMs = 30;

const pages = {
  'late-fragment': { kind: 'shared', what: 'one fragment 1 s late: the rest (warm), p50 later by' },
  'late-fragment-cold': { kind: 'cold', what: 'one fragment 1 s late: the rest (cold), p50 later by' },
};

/** Measures by how much a fragment that takes a second delays the others, compared with the same page without it. */
export const lateFragment: Section = {
  rows: Object.keys(pages),
  async measure(bench, wanted) {
    const rows: Row[] = [];
    for (const [id, { kind, what }] of Object.entries(pages)) {
      if (wanted(id)) rows.push(await measurePage(bench, id, kind, what));
    }
    return rows;
  },
};

async function measurePage(
  { effort, systems, progress }: Bench,
  id: string,
  kind: string,
  what: string,
): Promise<Row> {
  const url = `${(await systems.workerd()).urls.engine}/${kind}/${slices.length}`;
  await watchPage(`${url}?without=${late}`, others);
  const awaited = await watchPage(`${url}?late=${late}`, [fragments[lateSlice]]);
  if ((awaited.parts[0] as number) < latenessMs * 0.99) throw new Error('the late fragment was not late');

  const rounds: number[] = [];
  const all: { without: Arrivals[]; withLate: Arrivals[] } = { without: [], withLate: [] };
  for (let round = 1; round <= effort.rounds; round += 1) {
    const without = await visit(`${url}?without=${late}`, effort.lateVisits);
    const withLate = await visit(`${url}?late=${late}`, effort.lateVisits);
    rounds.push(mostDelayed(without, withLate));
    all.without.push(...without);
    all.withLate.push(...withLate);
    progress(
      `round ${round}/${effort.rounds}: beside a late fragment (${kind}) ${rounds.at(-1)?.toFixed(2)} ms`,
    );
  }
  const firstBytes = (arrivals: Arrivals[]) => toSample(arrivals.map(({ firstByte }) => firstByte));
  return {
    id,
    what,
    value: mostDelayed(all.without, all.withLate),
    range: [Math.min(...rounds), Math.max(...rounds)],
    unit: 'ms',
    goal: { atMost: latest },
    measured: {
      'first byte without it, ms': firstBytes(all.without),
      'first byte with it, ms': firstBytes(all.withLate),
    },
  };
}

async function visit(url: string, times: number): Promise<Arrivals[]> {
  const visits: Promise<Arrivals>[] = [];
  for (let index = 0; index < times; index += 1) {
    visits.push(watchPage(url, others));
    await Bun.sleep(visitPauseMs);
  }
  return Promise.all(visits);
}

/** Computes the median delay of the first byte or of the other fragment with the greatest delay. */
function mostDelayed(without: Arrivals[], withLate: Arrivals[]): number {
  const delay = (pick: (arrivals: Arrivals) => number) =>
    percentile(withLate.map(pick), 50) - percentile(without.map(pick), 50);
  return Math.max(
    delay(({ firstByte }) => firstByte),
    ...others.map((_, index) => delay(({ parts }) => parts[index] as number)),
  );
}
