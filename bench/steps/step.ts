/** The slices that the bench breaks, one after another. */
export const brokenSlices = ['review', 'pricing', 'search'] as const;
export type BrokenSlice = (typeof brokenSlices)[number];

/** Ends a fault. */
export type Mend = () => Promise<void>;

/** A step of the way from one program to many, as it runs. */
export type OpenedStep = {
  url: string;
  /** The processes that serve. The browser's requests, Redis and its endpoint are not among them. */
  pids(): number[];
  /** Empties copies and breakers, so that the next pages are new. */
  forget(): Promise<void>;
  /** Opens a page, and counts the programs or workers that worked for it. */
  countInvocations(path: string): Promise<number>;
  /** Takes the tables of a slice away. Undefined if this step has no table that only this slice needs. */
  breakData(slice: BrokenSlice): Promise<Mend | undefined>;
  /** Makes the program that has the service of a slice answer with errors only. */
  breakProgram(slice: BrokenSlice): Promise<Mend>;
  /** Ends the program and starts it again, for a step that is deployed in this way. Resolves when it answers. */
  restart?(): Promise<void>;
  close(): Promise<void>;
};

/** A step: its name, what it is in a few words, how a reader starts it, and how the bench starts it. */
export type Step = {
  name: string;
  title: string;
  command: string;
  /** The topology whose workers it runs; undefined for the monolith before the split. */
  topology?: string;
  /** The worker of that topology that runs as a program of its own, outside of workerd. */
  served?: 'server' | 'monolith';
  /** @param counting whether invocations are counted, which costs time */
  open(counting: boolean): Promise<OpenedStep>;
};
