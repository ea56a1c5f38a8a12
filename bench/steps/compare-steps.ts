import { cpus, totalmem } from 'node:os';
import { drawDocument, resultsFile } from './draw-document.ts';
import { measureDeploys } from './measure-deploys.ts';
import { measureFaults } from './measure-faults.ts';
import { measureRates } from './measure-rates.ts';
import { measureTouched, toDeploy } from './measure-touched.ts';
import { readPrograms } from './read-programs.ts';
import type { Extent, StepResult, StepResults } from './results.ts';
import type { Step } from './step.ts';
import { steps } from './steps.ts';

const full: Extent = { quick: false, rounds: 3, seconds: 1.5, visitors: 3 };
const quick: Extent = { quick: true, rounds: 1, seconds: 1, visitors: 1 };
/** A product page that nobody opens before its invocations are counted. */
const countedPage = '/products/51284213';

type Options = {
  quick: boolean;
  /** The names of the steps to measure; undefined for all, whose results are kept. */
  only: string[] | undefined;
  progress: (line: string) => void;
};

/** Measures the steps from the monolith to slices, keeps the results, and draws them into the guide. */
export async function compareSteps(options: Options): Promise<StepResults> {
  const { only, progress } = options;
  const extent = options.quick ? quick : full;
  const chosen = steps.filter(({ name }) => only?.includes(name) ?? true);
  const running = keepRunning();
  const found: StepResult[] = [];
  for (const step of chosen) {
    const say = (line: string) => progress(`${step.name}: ${line}`);
    say('starting');
    const measure = () => measureStep(step, { extent, running, say });
    found.push(
      await measure().catch((error) => {
        say(`${error instanceof Error ? error.message : error}. Once more`);
        return measure();
      }),
    );
  }
  const seconds = chosen.some(({ name }) => name === 'faces' || name === 'tiers')
    ? await measureDeploys(progress, running.use)
    : {};
  const results: StepResults = {
    date: new Date().toISOString(),
    machine: {
      ...{ platform: `${process.platform} ${process.arch}`, cores: cpus().length },
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    },
    extent,
    steps: found.map((each) => ({
      ...each,
      deploy: { ...each.deploy, seconds: seconds[each.name] ?? each.deploy.seconds },
    })),
  };
  if (!only) {
    await Bun.write(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
    await drawDocument();
  }
  return results;
}

type Closable = { close(): Promise<void> };
type Run = { extent: Extent; running: ReturnType<typeof keepRunning>; say: (line: string) => void };

async function measureStep(step: Step, { extent, running, say }: Run): Promise<StepResult> {
  const { name, title, command } = step;
  const [rates, restarted] = await running.use(await step.open(false), async (opened) => [
    await measureRates(opened, extent, say),
    opened.restart ? await timeOf(() => opened.restart?.()) : null,
  ]);
  const { invocations, faults } = await running.use(await step.open(true), async (opened) => {
    await (await fetch(opened.url)).text();
    const invocations = await opened.countInvocations(countedPage);
    say(`${invocations} invocations for a new product page`);
    return { invocations, faults: await measureFaults(opened, extent.visitors, say) };
  });
  const programs = await readPrograms(step);
  return {
    ...{ name, title, command, ...rates, invocations, faults },
    ...{ deploy: toDeploy(programs, restarted), touched: await measureTouched(programs) },
  };
}

async function timeOf(work: () => Promise<void> | undefined): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** Closes what is open, also if the run is interrupted. */
function keepRunning() {
  let open: Closable | undefined;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => void Promise.resolve(open?.close()).finally(() => process.exit(code)));
  return {
    async use<Opened extends Closable, Value>(
      opened: Opened,
      work: (opened: Opened) => Promise<Value>,
    ): Promise<Value> {
      open = opened;
      try {
        return await work(opened);
      } finally {
        open = undefined;
        await opened.close();
      }
    },
  };
}
