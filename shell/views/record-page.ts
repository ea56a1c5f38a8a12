import { beacon } from 'jogakbo:build';
import type { ComposeOptions, Page } from '@jogakbo/compose';
import { beaconPath } from '@jogakbo/contracts/beacon';
import { isInShare } from '@jogakbo/edge/log';
import type { Context } from 'hono';
import { frontendOf, type ShellEnv } from '../bindings.ts';
import { pages } from '../pages.ts';
import { toPagePoints } from './to-page-points.ts';
import { wantsNoTracking, writePoints } from './write-points.ts';

const routeOf = new Map(Object.entries(pages).map(([route, { page }]) => [page, route]));

/**
 * Records a view of a page: every view of a visitor who is compared in a release, and a share of all others. The page then loads the beacon.
 *
 * @param log also receives the report of the page
 * @returns the options of the page; none if the view is not recorded
 */
export function recordPage(
  c: Context<ShellEnv>,
  page: Page,
  log: ComposeOptions['onReport'],
): Pick<ComposeOptions, 'attributes' | 'onReport'> | undefined {
  const route = routeOf.get(page);
  const { trace } = c.var;
  const groups = c.get('groups') ?? [];
  const recorded = groups.length > 0 || isInShare(c.env.BEACON_SHARE, trace.id);
  if (!c.env.VIEWS || !route || !recorded || c.req.method !== 'GET' || wantsNoTracking(c)) return undefined;
  const arms = groups.map(({ slice, arm, release }) => `${slice}=${arm}:${release}`);
  const set = c.get('versionSet');
  const view = {
    ...{ trace: trace.id, page: route, groups, visitor: c.get('arm') ?? '' },
    buildOf: (slice: string) => set?.buildOf(slice),
  };
  return {
    attributes: { 'data-beacon': [beacon, beaconPath, trace.id, route, ...arms].join(' ') },
    onReport(report) {
      log?.(report);
      // A slice that is not deployed says nothing about a version.
      const fragments = report.fragments.filter(({ fragment }) =>
        frontendOf(c.env, fragment.slice(0, fragment.indexOf('/'))),
      );
      writePoints(c, toPagePoints({ ...report, fragments }, view));
    },
  };
}
