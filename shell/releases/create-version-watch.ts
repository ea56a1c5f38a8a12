import type { Endpoint } from '@jogakbo/compose';
import { headers } from '@jogakbo/contracts/fragment';
import { versionsHeader } from '@jogakbo/contracts/release-map';
import type { Arm } from '@jogakbo/edge/choose-arm';
import type { VersionSets } from '@jogakbo/edge/create-version-sets';

type Options = {
  sets(): VersionSets | undefined;
  now(): number;
  /** Receives the number of answers of another version since the last line. */
  log(line: { slice: string; wanted: string; answered: string; ignored: number }): void;
  /** Called when a version is away, as the map may have changed. */
  onIgnored(): void;
};

export type VersionWatch = ReturnType<typeof createVersionWatch>;

/** A version that is not in the deployment counts as away for this time. */
const awayMs = 60_000;
/** Milliseconds between two lines of the log about a slice. */
const logPauseMs = 10_000;

/**
 * Checks that the version which answers is the one that was asked for. Cloudflare ignores a version that is not in the deployment. Then the
 * page is composed of what did answer, and visitors get the stable version until the map says otherwise.
 */
export function createVersionWatch({ sets, now, log, onIgnored }: Options) {
  const awayUntil = new Map<string, number>();
  const counts = new Map<string, { ignored: number; loggedAt: number }>();

  return {
    isAway: (slice: string, arm: Arm): boolean => (awayUntil.get(`${slice} ${arm}`) ?? 0) > now(),

    /** The same endpoint, whose answers are checked. */
    between(slice: string, endpoint: Endpoint): Endpoint {
      return {
        async fetch(input, init) {
          const answer = await endpoint.fetch(input, init);
          const sent = init?.headers ?? (typeof input === 'string' ? undefined : input.headers);
          const header = sent && new Headers(sent).get(versionsHeader);
          if (header) check(slice, header, answer.headers.get(headers.version));
          return answer;
        },
      };
    },
  };

  function check(slice: string, header: string, answered: string | null): void {
    const set = sets()?.of(header);
    const wanted = set?.buildOf(slice);
    if (!wanted || !answered || answered === wanted) return;
    const arm = set?.arms[slice];
    if (arm && arm !== 'stable') awayUntil.set(`${slice} ${arm}`, now() + awayMs);
    const count = counts.get(slice) ?? { ignored: 0, loggedAt: Number.NEGATIVE_INFINITY };
    counts.set(slice, count);
    count.ignored += 1;
    if (now() - count.loggedAt < logPauseMs) return;
    log({ slice, wanted, answered, ignored: count.ignored });
    Object.assign(count, { ignored: 0, loggedAt: now() });
    onIgnored();
  }
}
