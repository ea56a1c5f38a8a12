import type { BreakerState } from './create-guards.ts';
import type { Flight } from './flight.ts';
import type { Piece } from './piece.ts';

/** The outcome of one fragment of a page. */
export type FragmentReport = {
  fragment: string;
  slot: string;
  /** Undefined if it has not settled yet. */
  source: Piece['source'] | undefined;
  reason: Piece['reason'];
  /** The exact fault: a status, a content type, the message of an error. */
  detail?: string;
  milliseconds: number;
  breaker: BreakerState;
};

/** The outcome of a page, for one log line: made when the whole page is written, or when its client has left. */
export type PageReport = {
  /** 499 if the client left before the page was whole. */
  status: number;
  milliseconds: number;
  /** Whether the page went out in one buffer. */
  whole: boolean;
  fragments: FragmentReport[];
};

/** Reports of all flights that have a fragment. */
export function toFragmentReports(
  flights: Flight[],
  breakerOf: (fragment: string) => BreakerState,
): FragmentReport[] {
  const reports: FragmentReport[] = [];
  for (const { name, slot, piece, started, ended } of flights) {
    if ('markup' in slot) continue;
    const report: FragmentReport = {
      fragment: slot.fragment,
      slot: name,
      source: piece?.source,
      reason: piece?.reason,
      milliseconds: ended - started,
      breaker: breakerOf(slot.fragment),
    };
    if (piece?.detail) report.detail = piece.detail;
    reports.push(report);
  }
  return reports;
}

/** The content of `server-timing`: `times` has names and times, `reasons` also the source of each fragment and why it is shown. */
export type Timing = 'times' | 'reasons';

/** The `server-timing` header of the fragments that have settled: https://www.w3.org/TR/server-timing/ */
export function toServerTiming(reports: FragmentReport[], timing: Timing): string {
  return reports
    .filter(({ source }) => source)
    .map(({ slot, source, reason, milliseconds, breaker }) => {
      if (timing === 'times') return `${slot};dur=${milliseconds}`;
      const description = [source, reason, breaker === 'closed' ? undefined : `breaker ${breaker}`];
      return `${slot};dur=${milliseconds};desc="${description.filter(Boolean).join(', ')}"`;
    })
    .join(', ');
}
