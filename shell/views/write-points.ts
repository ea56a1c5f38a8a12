import { logError } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import type { ShellEnv } from '../bindings.ts';
import { toDataPoint, type ViewPoint } from './view-point.ts';

/** Writes points to the dataset. A dataset that fails must not fail the request. */
export function writePoints(c: Context<ShellEnv>, points: readonly ViewPoint[]): void {
  const write = async () => {
    for (const point of points) await c.env.VIEWS?.writeDataPoint(toDataPoint(point));
  };
  c.executionCtx.waitUntil(
    write().catch((error) => logError({ worker: 'shell', views: `A view is not recorded: ${error}` })),
  );
}

/** Whether the browser says that its user does not want to be measured: https://www.w3.org/TR/gpc/, and the older `DNT`. */
export function wantsNoTracking(c: Context<ShellEnv>): boolean {
  return c.req.header('sec-gpc') === '1' || c.req.header('dnt') === '1';
}
