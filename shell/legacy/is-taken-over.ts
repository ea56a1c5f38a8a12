import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { takeArm } from '../releases/take-versions.ts';

/**
 * Whether a visitor belongs to the share for whom something is taken over. A visitor stays in it while it rises, and is in all larger shares.
 *
 * @param share a percentage of visitors
 */
export function isTakenOver(c: Context<ShellEnv>, share: number): boolean {
  if (share <= 0 || share >= 100) return share >= 100;
  return (Number.parseInt(takeArm(c), 16) / 2 ** 16) * 100 < share;
}
