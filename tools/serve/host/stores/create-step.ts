import type { Database } from 'bun:sqlite';

type Settings = {
  retries?: { limit: number; delay: number; backoff?: 'constant' | 'linear' | 'exponential' };
  /** Milliseconds of one attempt. */
  timeout?: number;
};
type Act<Value> = () => Promise<Value>;

/** The steps of one run of a workflow. */
export type Step = ReturnType<typeof createStep>;

type Options = {
  sqlite: Database;
  workflow: string;
  instance: string;
  /** Whether another run has taken the place of this one. */
  life: { ended: boolean };
  waitUntil(work: Promise<unknown>): void;
};

/** Cloudflare's defaults: https://developers.cloudflare.com/workflows/build/sleeping-and-retrying/ */
const defaults = { retries: { limit: 5, delay: 10_000, backoff: 'exponential' }, timeout: 600_000 } as const;

/** Creates the steps of a run. Times are numbers of milliseconds. */
export function createStep({ sqlite, workflow, instance, life, waitUntil }: Options) {
  /** How often each name was used in this run: a name may be used again, in the same order. */
  const used = new Map<string, number>();

  return {
    /** Runs a step until it succeeds, at most as often as its settings say, and stores its result as JSON. */
    async do<Value>(name: string, settingsOrAct: Settings | Act<Value>, given?: Act<Value>): Promise<Value> {
      const settings = typeof settingsOrAct === 'function' ? {} : settingsOrAct;
      const act = given ?? (settingsOrAct as Act<Value>);
      return once(name, () => attempt(name, settings, act)) as Promise<Value>;
    },

    /** Sleeps until a time that is stored, also over the end of the process. */
    async sleep(name: string, milliseconds: number): Promise<void> {
      toMilliseconds(milliseconds);
      const until = (await once(name, async () => Date.now() + milliseconds)) as number;
      await wait(until - Date.now());
      checkLife();
    },
  };

  async function once(name: string, act: Act<unknown>): Promise<unknown> {
    checkLife();
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    const key = `${name}-${count}`;
    const kept = sqlite
      .query<{ result: string }, [string, string, string]>(
        'SELECT result FROM step WHERE workflow = ? AND instance = ? AND name = ?',
      )
      .get(workflow, instance, key);
    if (kept) return JSON.parse(kept.result).value;
    const value = await act();
    checkLife();
    const result = JSON.stringify({ value });
    sqlite.run('INSERT INTO step (workflow, instance, name, result) VALUES (?, ?, ?, ?)', [
      ...[workflow, instance, key, result],
    ]);
    return JSON.parse(result).value;
  }

  async function attempt(name: string, settings: Settings, act: Act<unknown>): Promise<unknown> {
    const { limit, delay, backoff = 'exponential' } = settings.retries ?? defaults.retries;
    const timeout = toMilliseconds(settings.timeout ?? defaults.timeout);
    for (let failures = 0; ; failures += 1) {
      try {
        const work = withTimeout(name, act(), timeout);
        waitUntil(work.catch(() => {}));
        return await work;
      } catch (error) {
        if (failures >= limit) throw error;
        const factor = { constant: 1, linear: failures + 1, exponential: 2 ** failures }[backoff];
        await wait(toMilliseconds(delay) * factor);
        checkLife();
      }
    }
  }

  /** A run whose place was taken must not store anything any more. */
  function checkLife(): void {
    if (life.ended) throw new Error(`The run of ${workflow} ${instance} has ended.`);
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}

async function withTimeout(name: string, work: Promise<unknown>, timeout: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The step ${name} took longer than ${timeout} ms.`)), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toMilliseconds(time: unknown): number {
  if (typeof time === 'number') return time;
  throw new TypeError(
    `A time of a workflow is a number of milliseconds in this program, not ${JSON.stringify(time)}.`,
  );
}
