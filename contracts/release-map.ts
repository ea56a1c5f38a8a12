import * as v from 'valibot';

/**
 * The header by which Cloudflare chooses the version of a worker that a call reaches: `worker="version id", …`. A worker has to pass it on by
 * itself. https://developers.cloudflare.com/workers/configuration/versions-and-deployments/gradual-deployments/
 */
export const versionsHeader = 'cloudflare-workers-version-overrides';

/** The prefix of all headers that choose versions. The shell removes them from requests that come from outside. */
export const versionsHeaderPrefix = 'cloudflare-workers-version-';

/** The key of the release map in its KV namespace. */
export const releaseMapKey = 'map';

const WorkerName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,62}$/));
const WorkerVersion = v.object({
  /** Cloudflare's id of the version. */
  id: v.pipe(v.string(), v.uuid()),
  /** `x-jogakbo-version` of its answers. Only the face of a slice has one. */
  build: v.optional(v.string()),
});

/** One version of each worker of a slice, by the names of the workers. */
export const WorkerVersions = v.record(WorkerName, WorkerVersion);
export type WorkerVersions = v.InferOutput<typeof WorkerVersions>;

/** Which versions of a slice visitors get, since when, by whom and why. */
export const SliceRelease = v.object({
  stable: WorkerVersions,
  canary: v.optional(
    v.object({
      workers: WorkerVersions,
      /** The share of visitors who get it. */
      percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
    }),
  ),
  /** The stable versions before the last promotion. */
  previous: v.optional(WorkerVersions),
  since: v.pipe(v.string(), v.isoTimestamp()),
  by: v.string(),
  why: v.string(),
});
export type SliceRelease = v.InferOutput<typeof SliceRelease>;

/** Versions of one slice that the holder of a signed link sees, although no visitor gets them. */
export const Preview = v.object({ slice: v.pipe(v.string(), v.regex(/^[a-z]+$/)), workers: WorkerVersions });
export type Preview = v.InferOutput<typeof Preview>;

const Percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Percentages of visitors by path. `*` is for all other routes. */
export const RouteShares = v.record(
  v.pipe(v.string(), v.regex(/^(?:\*|\/[\w/-]*)$/, 'must be a path such as /search, or *')),
  Percent,
);
export type RouteShares = v.InferOutput<typeof RouteShares>;

/** Percentages of visitors by page and slot, such as `/products/:product` and `price`. */
export const PartShares = v.record(v.pipe(v.string(), v.startsWith('/')), v.record(v.string(), Percent));
export type PartShares = v.InferOutput<typeof PartShares>;

const Shares = v.object({ routes: RouteShares, parts: v.optional(PartShares, {}) });
/** Which routes and parts of pages the shop has taken over from the program that it replaces, and for which visitors. */
export const Takeover = v.object({
  ...Shares.entries,
  /** The shares before the last change. */
  previous: v.optional(Shares),
  since: v.pipe(v.string(), v.isoTimestamp()),
  by: v.string(),
  why: v.string(),
});
export type Takeover = v.InferOutput<typeof Takeover>;

/** The release map: the slices that were released at least once. A slice without an entry has the versions of its deployment. */
export const ReleaseMap = v.object({
  /** Each change of the map has the next number. */
  number: v.pipe(v.number(), v.integer(), v.minValue(0)),
  slices: v.record(v.string(), SliceRelease),
  /** Its entries count in place of those of the shell's own tables. Only a shop in front of another program has it. */
  takeover: v.optional(Takeover),
});
export type ReleaseMap = v.InferOutput<typeof ReleaseMap>;
