import { Beacon, beaconLimit, beaconPath } from '@jogakbo/contracts/beacon';
import { problem } from '@jogakbo/edge/problem';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ShellEnv } from '../bindings.ts';
import type { ViewPoint } from './view-point.ts';
import { wantsNoTracking, writePoints } from './write-points.ts';

/**
 * Takes the beacons of pages, which `navigator.sendBeacon` posts as JSON. A beacon counts only if the shell has recorded a page with its
 * trace, so inventing traces has no effect on a release.
 */
export function addBeacon(app: Hono<ShellEnv>): void {
  app.post(beaconPath, async (c) => {
    const text = await c.req.text();
    if (text.length > beaconLimit) return problem(c, 413);
    const beacon = v.safeParse(v.pipe(v.string(), v.parseJson(), Beacon), text);
    if (!beacon.success) return problem(c, 400, { detail: 'This is no report of a page.' });
    if (!wantsNoTracking(c)) writePoints(c, toBrowserPoints(beacon.output));
    return c.body(null, 204);
  });
}

/** Converts a beacon to a point for each release, or for each slice of the page if the visitor is compared in none. */
function toBrowserPoints({ trace, page, arms, versions, ...measured }: Beacon): ViewPoint[] {
  const { errors, events, LCP, INP, CLS } = measured;
  const values: ViewPoint['values'] = { clientError: Number(errors > 0) };
  if (LCP !== undefined) values.lcpMs = LCP;
  if (INP !== undefined) values.inpMs = INP;
  if (CLS !== undefined) values.cls = CLS;
  if (page === productPage) values.nothingAdded = Number(!events.includes('cart:updated'));
  const compared = arms.map((text) => {
    const [, slice = '', arm, release = ''] = /^(\w+)=(\w+):(\w+)$/.exec(text) ?? [];
    return { slice, arm: arm as ViewPoint['arm'], release };
  });
  const others = Object.keys(versions).map((slice) => ({ slice, arm: 'stable' as const, release: '' }));
  return (compared.length > 0 ? compared : others).map(({ slice, arm, release }) => ({
    ...{ kind: 'browser', trace, page, slice, arm, release, version: versions[slice] ?? '' },
    ...{ source: '', visitor: '', details: '', values },
  }));
}

/** The page from which people add to the cart. */
const productPage = '/products/:product';
