import type { Systems } from './open-systems.ts';
import type { Sample } from './statistics.ts';

type Goal = { atLeast: number } | { atMost: number };

/** One line of the table. `range` has the smallest and the greatest value of the runs. */
export type Row = {
  id: string;
  what: string;
  value: number;
  range: [number, number];
  unit: '×' | 'ms' | 's' | '%' | '';
  goal: Goal;
  /** An aim: missing it does not fail the run. */
  aim?: boolean;
  /** The numbers from which the row was computed. */
  measured: Record<string, Sample>;
  /** Notes below the table. */
  notes?: string[];
};

/** The extent of a run. */
export type Effort = {
  rounds: number;
  warmUpSeconds: number;
  seconds: number;
  lateVisits: number;
  memoryPages: number;
  lighthouseRuns: number;
  /** 0 skips the soak. */
  soakMinutes: number;
};

export type Bench = { effort: Effort; systems: Systems; progress: (line: string) => void };

/** A part of the bench: the rows that it can measure, by id, and a function that measures the chosen ones. */
export type Section = {
  rows: readonly string[];
  measure(bench: Bench, wanted: (id: string) => boolean): Promise<Row[]>;
};

/** Computes by how much a row misses its goal; 0 if it reaches the goal. */
export function missedBy({ value, goal }: Pick<Row, 'value' | 'goal'>): number {
  const missed = 'atLeast' in goal ? goal.atLeast - value : value - goal.atMost;
  return missed > 0 || Number.isNaN(missed) ? missed : 0;
}
