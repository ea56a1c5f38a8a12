import type { Sample } from '../statistics.ts';
import type { Stage } from './create-customer.ts';
import type { BrokenSlice } from './step.ts';

/** How long a run is. */
export type Extent = { quick: boolean; rounds: number; seconds: number; visitors: number };

/** Requests a second, the processor time of each in milliseconds, and its latencies in milliseconds. */
export type Load = { rate: Sample; busy: Sample; p50: Sample; p99: Sample };
/** `memory` is in MiB. */
export type Rates = { newPage: Load; warmPage: Load; order: Load; memory: Sample };

/** The percentage of customers who completed each stage. */
export type Completed = Record<Stage, number>;
/** `completed` is null if the step cannot have this fault. */
export type Fault = { slice: BrokenSlice; kind: 'data' | 'program'; completed: Completed | null };

/** What a change touches in one step: files of the source, and programs that are deployed again, of all programs, with their bytes. */
export type Touched = { files: number; programs: number; all: number; bytes: number };

/**
 * How the slice pricing is deployed: its programs of all programs, how many other slices start again with them, and the seconds. `others`
 * is null for the monolith, which has no slices; `seconds` is null for a step that cannot be deployed.
 */
export type Deploy = { programs: number; all: number; others: number | null; seconds: number | null };

export type StepResult = Rates & {
  name: string;
  title: string;
  command: string;
  /** Programs or workers that work for a new product page. */
  invocations: number;
  faults: Fault[];
  deploy: Deploy;
  /** By the text that is changed; null if this step has no such text. */
  touched: Record<string, Touched | null>;
};

/** What the run of a bench of all steps keeps. */
export type StepResults = {
  date: string;
  machine: { platform: string; cores: number; processor: string; memory: string };
  extent: Extent;
  steps: StepResult[];
};
