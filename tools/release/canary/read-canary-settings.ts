import type { CanarySettings } from './run-canary.ts';

/** The options of `--canary`, as they were typed. */
export const canaryOptions = {
  canary: { type: 'boolean' },
  steps: { type: 'string' },
  every: { type: 'string' },
  level: { type: 'string' },
  tolerance: { type: 'string' },
  views: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type CanaryOptions = Partial<Record<'steps' | 'every' | 'level' | 'tolerance' | 'views', string>>;

/** The help of `--canary`. */
export const canaryHelp = `  --canary          raises the share in steps, compares the canary with as many other visitors all the time, and then gives it to everybody
                    or takes it back. Exit codes: 0 promoted, 1 rolled back or failed, 3 inconclusive, 130 interrupted. An interrupted run
                    leaves the share as it is; the same command goes on
  --steps <list>    the shares in percent, rising, at most 50, as the control has as many visitors; 1,5,20,50 by default
  --every <time>    how long a step lasts at least, such as 90s, 10m or 2h; 30m by default
  --level <chance>  the chance of taking back a version that is as good as the old one; 0.01 by default
  --tolerance <n>   multiplies how much worse the new version may be. 1 is the default: 0.05 % more views with an error, 5 % more slow
                    ones. A shop with few visitors needs more to decide
  --views <n>       views of the canary before it can be given to everybody; 500 by default
  --json            writes each decision as a line of JSON`;

export type CanaryRun = Omit<CanarySettings, 'version' | 'why'>;
type Read = { ok: true; settings: CanaryRun } | { ok: false; reason: string };

/** Reads the settings of a canary run, or says what is wrong with them. */
export function readCanarySettings(given: CanaryOptions): Read {
  const steps = (given.steps ?? '1,5,20,50').split(',').map(Number);
  const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0) && step <= 50);
  if (!rising)
    return refuse(
      `--steps are rising percentages up to 50, such as 1,5,20,50: ${given.steps}. The control has as many visitors.`,
    );
  const everyMs = toMilliseconds(given.every ?? '30m');
  if (!everyMs) return refuse(`--every is a time such as 90s, 10m or 2h: ${given.every}`);
  const level = Number(given.level ?? 0.01);
  if (!(level > 0 && level < 0.5)) return refuse(`--level is a chance above 0 and below 0.5: ${given.level}`);
  const tolerance = Number(given.tolerance ?? 1);
  if (!(tolerance > 0 && tolerance <= 1_000))
    return refuse(`--tolerance is a number above 0, at most 1000: ${given.tolerance}`);
  const minimumVisits = Number(given.views ?? 500);
  if (!Number.isInteger(minimumVisits) || minimumVisits < 20)
    return refuse(`--views is a whole number, at least 20: ${given.views}`);
  return { ok: true, settings: { steps, everyMs, level, tolerance, minimumVisits } };
}

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

function toMilliseconds(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * (units[unit] ?? 0) || undefined;
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
