import type { Row } from '../section.ts';
import { percentile, toSample } from '../statistics.ts';
import { processorTime } from '../targets/process-table.ts';
import type { startWorkerd } from '../targets/start-workerd.ts';
import { measureRate, warmUp } from './measure-rate.ts';

type Workerd = Awaited<ReturnType<typeof startWorkerd>>;

/** The calls of a new product page as the row `new-product-calls` counts them: of workers by the shell and others, and of D1. */
const callsOfPage = { workers: 21, d1: 6 };

/** The calls of a product page in a shop that has no copies, as `tests/system/limits.test.ts` bounds them. */
const coldCalls = { workers: 27, d1: 6 };

/** The processor time of a worker that makes the same calls as a new product page, each with a constant answer. */
export async function measureCallsFloor(
  { urls, pid }: Workerd,
  seconds: number,
  calls = callsOfPage,
): Promise<Row['measured']> {
  const target = {
    url: `${urls.floor}/?workers=${calls.workers}&d1=${calls.d1}`,
    pid,
    parts: ['</section>'],
  };
  await warmUp(target, 1);
  const { busy } = await measureRate(target, seconds);
  const what = calls.d1 > 0 ? `workers and ${calls.d1} of D1` : 'workers';
  return {
    [`floor: ${calls.workers} calls of ${what} that answer constants, processor ms`]: toSample([busy]),
  };
}

/** The time that one read of the Cache API adds to a request, in milliseconds. */
export async function measureCacheFloor({ urls }: Workerd, entry: string): Promise<number> {
  await fetch(`${urls.floor}/cache`, { method: 'PUT', body: entry });
  const times = { read: [] as number[], plain: [] as number[] };
  for (let visit = 0; visit < visits; visit++) {
    times.read.push(await timeOf(`${urls.floor}/cache`));
    times.plain.push(await timeOf(`${urls['one-worker']}/`));
  }
  return percentile(times.read, 50) - percentile(times.plain, 50);
}

/** The processor time that one write to the Cache API takes, in milliseconds. A new page is written once. */
export async function measureWriteFloor({ urls, pid }: Workerd, entry: string): Promise<number> {
  const costOf = async (url: string, method: string) => {
    const send = async () => (await fetch(url, { method, body: entry })).text();
    for (let warm = 0; warm < visits / 5; warm++) await send();
    const spent = processorTime(pid);
    for (let visit = 0; visit < visits; visit++) await send();
    return (processorTime(pid) - spent) / visits;
  };
  return (await costOf(`${urls.floor}/cache`, 'PUT')) - (await costOf(urls.hello, 'POST'));
}

/** The p50 of a request alone, in milliseconds, that makes as many calls as a page that nobody has a copy of. */
export async function measureColdFloor({ urls }: Workerd): Promise<Row['measured']> {
  const times: number[] = [];
  for (let visit = -10; visit < visits; visit++) {
    const took = await timeOf(`${urls.floor}/?workers=${coldCalls.workers}&d1=${coldCalls.d1}`);
    if (visit >= 0) times.push(took);
  }
  const what = `floor: ${coldCalls.workers} calls of workers and ${coldCalls.d1} of D1 that answer constants, p50 ms`;
  return { [what]: toSample([percentile(times, 50)]) };
}

async function timeOf(url: string): Promise<number> {
  const began = performance.now();
  await (await fetch(url)).text();
  return performance.now() - began;
}

const visits = 100;
