import type { BreakerState } from './create-guards.ts';
import type { Flight } from './flight.ts';
import type { Piece } from './load-fragment.ts';

/** What became of one fragment of a page. */
export type FragmentReport = {
  fragment: string;
  slot: string;
  /** Undefined for one that had not settled yet. */
  source: Piece['source'] | undefined;
  reason: Piece['reason'];
  /** What exactly was wrong: a status, a content type, an error's message. */
  detail?: string;
  milliseconds: number;
  breaker: BreakerState;
};

/** What became of a page: for one log line, once all of it is written or its client has gone. */
export type PageReport = {
  /** 499 where the client left before the page was whole. */
  status: number;
  milliseconds: number;
  /** Whether it went out in one buffer. */
  whole: boolean;
  fragments: FragmentReport[];
};

export function toFragmentReports(
  flights: Flight[],
  breakerOf: (fragment: string) => BreakerState,
): FragmentReport[] {
  return flights.flatMap(({ name, slot, piece, started, ended }) =>
    'fragment' in slot
      ? {
          fragment: slot.fragment,
          slot: name,
          source: piece?.source,
          reason: piece?.reason,
          ...(piece?.detail ? { detail: piece.detail } : {}),
          milliseconds: ended - started,
          breaker: breakerOf(slot.fragment),
        }
      : [],
  );
}

/** How much `server-timing` says: names and times, or also the source of each fragment and why it is shown. */
export type Timing = 'times' | 'reasons';

/** The `server-timing` header of what has settled: https://www.w3.org/TR/server-timing/ */
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
