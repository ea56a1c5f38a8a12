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

/** The release map: the slices that were released at least once. A slice without an entry has the versions of its deployment. */
export const ReleaseMap = v.object({
  /** Each change of the map has the next number. */
  number: v.pipe(v.number(), v.integer(), v.minValue(0)),
  slices: v.record(v.string(), SliceRelease),
});
export type ReleaseMap = v.InferOutput<typeof ReleaseMap>;
