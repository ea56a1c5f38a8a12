import type { Worker } from '../workers.ts';
import type { StateLock } from './lock-state.ts';
import type { WorkerOptions } from './wrap-main.ts';

/** How the shop is started on one machine. */
export type SystemOptions = {
  /** The port of the shell; 0 for any free port. */
  port: number;
  host?: string;
  /** Which tiers share a worker: a name in tools/topology/topologies.ts. */
  topology?: string | undefined;
  /** Counts what each request costs, for `/_dev/limits`, and refuses more invocations of workers than this; 0 refuses none. Without it nothing is counted. */
  limit?: number | undefined;
  /** Records the traces of the last requests. It needs `limit`. */
  traces?: boolean | undefined;
  /** How many products the stores are filled with at the first start; 2,000 by default. */
  products?: number | undefined;
  /** The folder of all stores; `.wrangler/state` by default. */
  stateDirectory?: string;
  redis?: 'auto' | 'redis' | 'embedded';
  /** Variables for all workers. */
  settings?: Record<string, string>;
  /** Variables for single workers, by worker name. They override `settings`. */
  variables?: Record<string, Record<string, string>>;
  logLevel?: 'info' | 'error' | 'off';
  /** Whether cron triggers run, as in production. */
  crons?: boolean;
  /** Sets the shell's variable DEV: fault injection, and live reload if it is a URL. */
  development?: string | undefined;
  /** Returns the workers to run, on every start and reload. A test may replace some of them. */
  rewire?: ((workers: Worker[]) => Worker[]) | undefined;
  /** Returns what Miniflare runs, on every start and reload. A benchmark may wrap the code of workers. */
  wrap?: ((workers: WorkerOptions[]) => Promise<WorkerOptions[]>) | undefined;
  /** Receives every line that a worker logs. Without it, lines go to the terminal. */
  onLog?: ((line: string) => void) | undefined;
  /** The port of workerd's inspector for isolates; without it, there is no inspector. */
  inspectorPort?: number;
  /** Receives a few words about each step of the start. */
  onStep?: (step: string) => void;
  /** Receives a sentence about each problem that does not end the shop. Without it, the terminal shows them. */
  onNotice?: (notice: string) => void;
  /** Opens the services to `bun run serve` at this port; 0 for any free port. The built gateway is needed. */
  servicesPort?: number | undefined;
  /** Runs only some workers, without the shell. What they ask of other workers goes to the address `elsewhere`, as `/<worker>/<path>`. */
  alone?: { runs(worker: Worker): boolean; elsewhere: string } | undefined;
  /** The lock of the state folder, if the caller already holds it. */
  lock?: StateLock;
};
