import {
  toViewPoint,
  type ViewPoint,
  viewColumnOf,
  viewColumns,
  viewsDataset,
} from '../../../shell/views/view-point.ts';
import type { Cloudflare } from '../../deploy/cloudflare.ts';
import { toDatasetName } from '../../deploy/to-deployed-config.ts';

type Wanted = {
  cloudflare: Pick<Cloudflare, 'rows'>;
  environment: string | undefined;
  slice: string;
  /** The key of the release. */
  release: string;
  /** Now. Points of the release are read however old they are, and those of the stable version from the last day. */
  now: Date;
};

/** Rows of one answer. */
const rowsPerQuery = 20_000;
/** Views of the stable version from this time say which times are usual: a day. */
const usualMs = 24 * 60 * 60 * 1_000;
/** Analytics Engine keeps points for three months. */
const keptMs = 90 * usualMs;

/**
 * Reads the points of a release in the order of time, and those of the stable version from outside of it. In production they come from
 * Analytics Engine, and in a rehearsal from its stand-in in `tools/cloud`.
 *
 * @param most rows of one answer
 */
export async function readViews(
  { cloudflare, environment, slice, release, now }: Wanted,
  most = rowsPerQuery,
): Promise<ViewPoint[]> {
  const found = new Map<string, ViewPoint>();
  const releaseColumn = viewColumnOf('release');
  const usual = `${releaseColumn} = '' AND timestamp >= toDateTime('${toSqlTime(now, usualMs)}')`;
  const own = `${viewColumnOf('slice')} = '${slice}' AND (${releaseColumn} = '${release}' OR (${usual}))`;
  let from = toSqlTime(now, keptMs);
  for (;;) {
    const rows = await cloudflare.rows(
      `SELECT ${viewColumns} FROM ${toDatasetName(viewsDataset, environment)} WHERE ${own} AND timestamp >= toDateTime('${from}') ` +
        // The page of a beacon comes first, also within one second.
        `ORDER BY timestamp, ${viewColumnOf('kind')} DESC, index1 LIMIT ${most}`,
    );
    const before = found.size;
    let last = from;
    for (const row of rows) {
      const read = toViewPoint(row);
      if (!read) continue;
      const { point, timestamp } = read;
      last = timestamp.slice(0, 19);
      const key = `${point.kind} ${point.trace} ${point.arm}`;
      if (!found.has(key)) found.set(key, point);
    }
    // The next answer begins with the second of the last row, so that no row of that second is missing.
    if (rows.length < most || found.size === before) return [...found.values()];
    from = last;
  }
}

function toSqlTime(now: Date, beforeMs: number): string {
  return new Date(now.getTime() - beforeMs).toISOString().slice(0, 19).replace('T', ' ');
}
