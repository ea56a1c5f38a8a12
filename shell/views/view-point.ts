import * as v from 'valibot';

/**
 * What is recorded about one view of a page, for one slice. The shell writes a point of kind `page` when the page is whole, and one of kind
 * `browser` when the page's beacon arrives. Both have the trace of the page.
 */
export type ViewPoint = {
  kind: 'page' | 'browser';
  trace: string;
  /** The route, such as `/products/:product`. */
  page: string;
  slice: string;
  /** Visitors of the canary are compared with the equally many of the control. `stable` is everybody else. */
  arm: 'canary' | 'control' | 'stable';
  /** The key of the release under way; empty if there is none. */
  release: string;
  /** The build of the slice in the page. */
  version: string;
  /** Where the slowest fragment of the slice came from; empty if the page has none. */
  source: string;
  /** The visitor's number for releases. Many visitors share each number. Empty outside of releases. */
  visitor: string;
  /** For a page: each fragment of the slice as `<name> <milliseconds> <source>`, and `<name> <reason>` of all fragments that failed. */
  details: string;
  /** What was measured, by the names of `viewValues`. A value that was not measured is missing. */
  values: Partial<Record<(typeof viewValues)[number], number>>;
};

/** The measured values of a point, in the order of their columns. Events are 0 or 1, and times are in milliseconds. */
export const viewValues = [
  ...(['serverError', 'fragmentMs', 'clientError', 'lcpMs', 'inpMs', 'cls', 'nothingAdded'] as const),
] as const;

/** The dataset of the points in production. */
export const viewsDataset = 'jogakbo_views';

const texts = ['kind', 'page', 'slice', 'arm', 'release', 'version', 'source', 'visitor', 'details'] as const;
/** The column for a number has no empty value. */
const notMeasured = -1;
/** Analytics Engine keeps 16 KB of texts for each point. */
const longestDetails = 4_000;

/** A binding to a dataset of Analytics Engine. The local Cloudflare answers with a promise. */
export type ViewDataset = {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): unknown;
};

/** Converts a point to the columns of Analytics Engine: https://developers.cloudflare.com/analytics/analytics-engine/get-started/ */
export function toDataPoint(point: ViewPoint): Parameters<ViewDataset['writeDataPoint']>[0] {
  const cut = { ...point, details: point.details.slice(0, longestDetails) };
  return {
    indexes: [point.trace],
    blobs: texts.map((name) => cut[name]),
    doubles: viewValues.map((name) => point.values[name] ?? notMeasured),
  };
}

/** The columns of a point in SQL, with the names of {@link ViewPoint}. */
export const viewColumns = [
  ...['timestamp', 'index1 AS trace'],
  ...texts.map((name, index) => `blob${index + 1} AS ${name}`),
  ...viewValues.map((name, index) => `double${index + 1} AS ${name}`),
].join(', ');

/** Returns the column of a text of {@link ViewPoint}, such as `blob3`. */
export function viewColumnOf(name: (typeof texts)[number]): string {
  return `blob${texts.indexOf(name) + 1}`;
}

const Text = v.string();
const Row = v.object({
  ...{ timestamp: Text, trace: Text, page: Text, slice: Text, release: Text, version: Text, source: Text },
  ...{ visitor: Text, details: Text },
  kind: v.picklist(['page', 'browser']),
  arm: v.picklist(['canary', 'control', 'stable']),
  serverError: v.number(),
  fragmentMs: v.number(),
  clientError: v.number(),
  lcpMs: v.number(),
  inpMs: v.number(),
  cls: v.number(),
  nothingAdded: v.number(),
});

/**
 * Converts a row of {@link viewColumns} to a point.
 *
 * @returns the point, and its time as text in the form of SQL, in UTC; undefined for a row that is no point
 */
export function toViewPoint(row: unknown): { timestamp: string; point: ViewPoint } | undefined {
  const read = v.safeParse(Row, row);
  if (!read.success) return undefined;
  const { timestamp, ...point } = read.output;
  const measured = viewValues.flatMap((name) =>
    point[name] === notMeasured ? [] : [[name, point[name]] as const],
  );
  const { kind, trace, page, slice, arm, release, version, source, visitor, details } = point;
  const about = { kind, trace, page, slice, arm, release, version, source, visitor, details };
  return { timestamp, point: { ...about, values: Object.fromEntries(measured) } };
}
