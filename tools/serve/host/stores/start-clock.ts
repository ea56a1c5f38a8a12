type Options = {
  /** The triggers, such as `17 * * * *`, in UTC. */
  crons: string[];
  /** Runs the jobs of a trigger. */
  run(cron: string, time: number): Promise<unknown>;
  onFault(cron: string, error: unknown): void;
};

const minuteMs = 60_000;

/**
 * Runs cron triggers at the minutes that they name, as Cloudflare does. A minute in which the process did not run is not made up for.
 *
 * @returns a function that stops it
 */
export function startClock({ crons, run, onFault }: Options): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const plan = () => {
    const next = (Math.floor(Date.now() / minuteMs) + 1) * minuteMs;
    timer = setTimeout(() => tick(next), next - Date.now());
  };
  const tick = (time: number) => {
    for (const cron of crons)
      if (isDue(cron, new Date(time))) run(cron, time).catch((error) => onFault(cron, error));
    plan();
  };
  plan();
  return () => clearTimeout(timer);
}

/** Whether a trigger is for this minute. */
export function isDue(cron: string, time: Date): boolean {
  const now = [
    time.getUTCMinutes(),
    time.getUTCHours(),
    time.getUTCDate(),
    time.getUTCMonth() + 1,
    time.getUTCDay(),
  ];
  return cron.split(' ').every((field, index) => field === '*' || Number(field) === now[index]);
}

/** Whether {@link isDue} understands a trigger: five fields, each a number or `*`. */
export function isKnownCron(cron: string): boolean {
  return /^(?:(?:\*|\d{1,2}) ){4}(?:\*|\d)$/.test(cron);
}
