import type { Systems } from './open-systems.ts';
import type { Sample } from './statistics.ts';

export type Goal = { atLeast: number } | { atMost: number };

/** One line of the table. `range` is the least and the greatest of the runs. */
export type Row = {
  id: string;
  what: string;
  value: number;
  range: [number, number];
  unit: '×' | 'ms' | 's' | '%' | '';
  goal: Goal;
  /** The goal is aimed at: missing it fails nothing. */
  aim?: boolean;
  /** What it was worked out from. */
  measured: Record<string, Sample>;
  /** What is to be known besides, said below the table. */
  notes?: string[];
};

/** How much is measured. */
export type Effort = {
  rounds: number;
  warmUpSeconds: number;
  seconds: number;
  lateVisits: number;
  memoryPages: number;
  lighthouseRuns: number;
  /** 0 leaves the soak out. */
  soakMinutes: number;
};

export type Bench = { effort: Effort; systems: Systems; progress: (line: string) => void };

/** A part of the bench: the rows it can give, by id, and what measures those that are wanted. */
export type Section = {
  rows: readonly string[];
  measure(bench: Bench, wanted: (id: string) => boolean): Promise<Row[]>;
};

/** How far a row is from its goal; 0 where it is reached. */
export function missedBy({ value, goal }: Pick<Row, 'value' | 'goal'>): number {
  const missed = 'atLeast' in goal ? goal.atLeast - value : value - goal.atMost;
  return missed > 0 || Number.isNaN(missed) ? missed : 0;
}
