import type { Step } from './to-steps.ts';

/** What a step took, and whether it passed. */
export type StepResult = { name: string; passed: boolean; seconds: number; processorSeconds: number };

/**
 * Runs the steps, those of different lanes at the same time. A step that fails does not stop the others, so that one run shows every fault.
 *
 * @param print gets the whole output of each step when it ends
 */
export async function runSteps(
  root: string,
  steps: readonly Step[],
  print: (text: string) => void,
): Promise<StepResult[]> {
  const lanes = Object.values(Object.groupBy(steps, ({ lane }) => lane));
  const results = await Promise.all(
    lanes.map(async (lane = []) => {
      const done: StepResult[] = [];
      for (const step of lane) done.push(await runStep(root, step, print));
      return done;
    }),
  );
  return results.flat();
}

async function runStep(
  root: string,
  { name, command }: Step,
  print: (text: string) => void,
): Promise<StepResult> {
  print(`… ${name}`);
  const from = performance.now();
  const child = Bun.spawn(command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const seconds = (performance.now() - from) / 1_000;
  const processorSeconds = Number(child.resourceUsage()?.cpuTime.total ?? 0n) / 1e6;
  const passed = code === 0;
  const text = passed
    ? ''
    : `\n${[out, errors]
        .map((each) => each.trim())
        .filter(Boolean)
        .join('\n')}\n`;
  print(`${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)${text}`);
  return { name, passed, seconds, processorSeconds };
}

/** A table with the times of all steps. */
export function toTimes(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length), 'step'.length);
  const line = (name: string, seconds: string, processor: string) =>
    `${name.padEnd(width)}  ${seconds.padStart(8)}  ${processor.padStart(9)}`;
  const sum = results.reduce((total, { processorSeconds }) => total + processorSeconds, 0);
  return [
    line('step', 'seconds', 'processor'),
    ...results.map((each) => line(each.name, each.seconds.toFixed(1), each.processorSeconds.toFixed(1))),
    line('all', '', sum.toFixed(1)),
  ].join('\n');
}
