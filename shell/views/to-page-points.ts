import type { FragmentReport, PageReport } from '@jogakbo/compose';
import type { Group } from '@jogakbo/edge/create-version-sets';
import type { ViewPoint } from './view-point.ts';

/** What the shell knows about a view of a page before it is composed. */
type ViewOfPage = {
  trace: string;
  /** The route, such as `/products/:product`. */
  page: string;
  /** The releases in which the visitor is compared. Without one, every slice of the page is recorded as `stable`. */
  groups: readonly Group[];
  visitor: string;
  buildOf(slice: string): string | undefined;
};

/** Converts the report of a page to a point for each slice that is recorded. */
export function toPagePoints({ status, fragments }: PageReport, view: ViewOfPage): ViewPoint[] {
  const failed = fragments.filter(isFailed);
  const serverError = Number(status >= 500 || failed.length > 0);
  const slices = [...new Set(fragments.map(sliceOf))];
  const recorded =
    view.groups.length > 0
      ? view.groups
      : slices.map((slice) => ({ slice, arm: 'stable' as const, release: '' }));
  return recorded.map(({ slice, arm, release }) => {
    const own = fragments.filter((each) => sliceOf(each) === slice && each.source);
    const slowest = own.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
    const details = [
      ...own.map(({ fragment, milliseconds, source }) => `${fragment} ${milliseconds} ${source}`),
      ...failed.map(({ fragment, reason }) => `${fragment} ${reason}`),
    ];
    return {
      ...{ kind: 'page' as const, trace: view.trace, page: view.page, slice, arm, release },
      ...{ version: view.buildOf(slice) ?? '', source: slowest?.source ?? '' },
      visitor: arm === 'stable' ? '' : view.visitor,
      details: details.join(', '),
      values: { serverError, ...(slowest ? { fragmentMs: slowest.milliseconds } : {}) },
    };
  });
}

/**
 * Whether a slice did not do its part. A refusal is an answer; a fragment that came after the client left, or for which the page had no calls
 * left, says nothing about its slice.
 */
function isFailed({ reason }: FragmentReport): boolean {
  return reason !== undefined && !harmless.includes(reason);
}

const harmless = ['refused', 'not-found', 'redirected', 'gone', 'over-budget'];

function sliceOf({ fragment }: FragmentReport): string {
  return fragment.slice(0, fragment.indexOf('/'));
}
