import type { BreakerState } from './create-guards.ts';
import type { Flight } from './flight.ts';
import { type FragmentReport, type PageReport, toFragmentReports } from './page-report.ts';

/** One request for a page, from its start to its one report. */
export type PageRun = ReturnType<typeof createPageRun>;

type RunOptions = {
  /** Milliseconds since the epoch, now. */
  now: () => number;
  breakerOf: (fragment: string) => BreakerState;
  /** Called once, when the request is finished: gives its place back. */
  leave: () => void;
  /** Called once, after `leave`, with a function that makes the report. */
  onReport: (toReport: () => PageReport) => void;
};

/** Follows one request for a page. It alone knows whether the request is finished, so that its place is given back and reported once. */
export function createPageRun({ now, breakerOf, leave, onReport }: RunOptions) {
  const began = now();
  let failed: FragmentReport[] = [];
  let flights: Flight[] = [];
  let finished = false;
  const reports = () => failed.concat(toFragmentReports(flights, breakerOf));

  return {
    began,
    /** What became of each fragment so far. */
    reports,

    /** Takes the flights that the response is made of. */
    follow(next: Flight[]): void {
      flights = next;
    },

    /** Takes the flight for whose failure another page is shown. Its report comes first. */
    replacePage(flight: Flight): void {
      failed = toFragmentReports([flight], breakerOf);
      flights = [];
    },

    /**
     * Ends the request. Only the first call counts.
     *
     * @param status the status of the response, or 499 if the client left before the page was whole
     * @param whole whether it went out in one buffer
     */
    finish(status: number, whole = false): void {
      if (finished) return;
      finished = true;
      leave();
      onReport(() => ({ status, milliseconds: now() - began, whole, fragments: reports() }));
    },
  };
}
