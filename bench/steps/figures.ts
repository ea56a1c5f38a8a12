import { stages } from './create-customer.ts';
import type { Completed } from './results.ts';

/** The percentage of all stages that customers completed; null if a step cannot have this fault. */
export function toShare(completed: Completed | null): number | null {
  return completed && stages.reduce((sum, stage) => sum + completed[stage], 0) / stages.length;
}

/** Two digits after the point for small numbers, none for large ones. */
export function toShort(value: number): string {
  return value.toFixed(value < 1 ? 2 : value < 20 ? 1 : 0);
}
