/** A line that a worker logged. */
export type LogEntry = { at: number; level: 'log' | 'warn' | 'error'; text: string };

export type StoreKind = 'd1' | 'kv' | 'redis' | 'queue';
/** A call of a store. `at` is in milliseconds since the epoch, `ms` the time until its answer. */
export type StoreEntry = { at: number; kind: StoreKind; what: string; ms: number; failed?: true };

/** What one invocation of a worker reports: `request` is the request of the client, `hop` the invocation. */
export type Report = { request: string; hop: string; logs: LogEntry[]; stores: StoreEntry[] };

/** A request that a worker answered. */
export type Span = {
  worker: string;
  method: string;
  path: string;
  status: number;
  /** Milliseconds since the epoch. */
  started: number;
  ms: number;
  span: string;
  parent?: string | undefined;
};

/** A call of a store, with the span of the worker that made it. */
export type StoreSpan = Omit<StoreEntry, 'at'> & { started: number; parent?: string | undefined };

/** What a page made of one fragment, as the shell logs it. */
type FragmentOutcome = {
  fragment: string;
  slot: string;
  source?: string;
  reason?: string;
  detail?: string;
  milliseconds: number;
  breaker: string;
};
export type PageOutcome = {
  page: string;
  status: number;
  milliseconds: number;
  whole: boolean;
  fragments: FragmentOutcome[];
};

/** A trace in a list. */
export type TraceSummary = {
  trace: string;
  started: number;
  method: string;
  path: string;
  status: number | null;
  ms: number;
  spans: number;
  stores: number;
  /** Answers with 5xx, and lines of errors. */
  faults: number;
};

export type Trace = {
  trace: string;
  spans: Span[];
  stores: StoreSpan[];
  pages: PageOutcome[];
  logs: (LogEntry & { worker?: string | undefined; span?: string | undefined })[];
};

/** How often one worker called another. */
export type TracedCall = { from: string; to: string; count: number };
