/** What a fragment says to the other slices of its page. The engine passes the text on and does not read it. */
export type Hints = {
  text: string;
  /** When the fetch of the fragment began, in milliseconds since the epoch. */
  at: number;
  /** The cache tags of the fragment. If one of them ends, the hints are out of date. */
  tags: string[];
};

/** The parts of a flight that its hints need. */
type HintedFlight = {
  name: string;
  piece: { source: string; hints?: Hints | undefined } | undefined;
  done: Promise<void> | undefined;
};

/** The hints of one page. */
export type PageHints = {
  /** Takes the hints of a flight, if it is the one that gives them. Returns the flight. */
  follow<Followed extends HintedFlight>(flight: Followed): Followed;
  /** Takes the hints of an answer that will replace an old copy, if the fragment is the one that gives them. */
  renew(fragment: string, fetched: Promise<{ hints?: Hints | undefined }>): void;
  /** Resolves when the fragment that gives hints has its answer, or has failed; undefined if there is nothing to wait for. */
  waitFor(slice: string): Promise<void> | undefined;
  /** The hints for a slice, if there are any by now. */
  of(slice: string): Hints | undefined;
};
