import type { Preview, ReleaseMap, WorkerVersions } from '@jogakbo/contracts/release-map';
import { type Arm, chooseArm, chooseGroup, toHash, toReleaseKey } from './choose-arm.ts';

/** One version of each released worker: what a visitor gets on all pages and behind them. */
export type VersionSet = {
  /** The value of the versions header; undefined if each deployment leads to these versions by itself. */
  header: string | undefined;
  /** The arm of each slice whose release is under way. */
  arms: Record<string, Arm>;
  /**
   * Names the versions that an answer of a slice depends on: those of its own workers, and those of all services, as any slice may call them.
   *
   * @returns undefined if none of them was ever released
   */
  variantOf(slice: string): string | undefined;
  /** The `x-jogakbo-version` that the face of a slice should answer with; undefined if nothing is known. */
  buildOf(slice: string): string | undefined;
};

/** The group of a visitor in the release of a slice. */
export type Group = { slice: string; arm: 'canary' | 'control'; release: string };

export type VersionSets = ReturnType<typeof createVersionSets>;

/** Whether an arm of a slice cannot be reached now. */
type IsAway = (slice: string, arm: Arm) => boolean;

/** After a change, calls name the stable versions of the slice for this time, until its deployment has reached every place. */
const settlingMs = 60 * 60 * 1_000;

/**
 * Makes the sets of versions of a release map. There are as many as combinations of arms, and each is made once.
 *
 * @param now milliseconds since the epoch
 */
export function createVersionSets(map: ReleaseMap, now: number) {
  const slices = Object.entries(map.slices);
  const made = new Map<string, VersionSet>();
  const byHeader = new Map<string, VersionSet>();

  return {
    /** What the shop has taken over from the program that it replaces. */
    takeover: map.takeover,

    /** Whether some release is under way, so that visitors need an id. */
    releasing: slices.some(([, { canary }]) => canary && canary.percent > 0),

    /**
     * Chooses the set of a visitor.
     *
     * @param isAway says that an arm of a slice cannot be reached, so its visitors get the stable version
     * @param build a build that the page has. The set has the same one while it can be reached
     * @param preview versions that the visitor sees instead of any others of their slice
     */
    choose(
      visitor: string,
      isAway: IsAway = () => false,
      build?: string,
      preview?: Preview | undefined,
    ): VersionSet {
      const arms: Record<string, Arm> = {};
      for (const [slice, release] of slices)
        if (release.canary)
          arms[slice] = isAway(slice, 'canary') ? 'stable' : chooseArm(slice, release, visitor);
      if (build) followPage(arms, build, isAway);
      const key = JSON.stringify([arms, preview?.workers]);
      let set = made.get(key);
      if (!set) {
        set = toSet(arms, preview);
        made.set(key, set);
        if (set.header) byHeader.set(set.header, set);
      }
      return set;
    },

    /** The releases under way in which a visitor is compared: the key of the release, and the visitor's group. */
    groupsOf(visitor: string): Group[] {
      return slices.flatMap(([slice, release]) => {
        const arm = chooseGroup(slice, release, visitor);
        return arm && release.canary ? [{ slice, arm, release: toReleaseKey(release.canary.workers) }] : [];
      });
    },

    /** The set that a versions header was made of. */
    of: (header: string): VersionSet | undefined => byHeader.get(header),

    /** The versions header for a file of a slice, which only the versions with this build have. */
    toHeader(slice: string, build: string): string | undefined {
      const release = map.slices[slice];
      const known = [release?.stable, release?.canary?.workers, release?.previous];
      const workers = known.flatMap((workers) => Object.entries(workers ?? {}));
      return workers.flatMap(([name, version]) =>
        version.build === build ? [toOverride(name, version.id)] : [],
      )[0];
    },
  };

  /** Chooses the arm with a build. If several arms have it, as when only a service is released, the visitor keeps their own. */
  function followPage(arms: Record<string, Arm>, build: string, isAway: IsAway): void {
    for (const [slice, { stable, canary, previous }] of slices) {
      const workers = {
        stable,
        canary: canary && { ...stable, ...canary.workers },
        previous: previous && { ...stable, ...previous },
      };
      const order = [arms[slice] ?? 'stable', 'stable', 'canary', 'previous'] as const;
      const arm = order.find((each) => hasBuild(workers[each], build) && !isAway(slice, each));
      if (arm) arms[slice] = arm;
    }
  }

  function toSet(arms: Record<string, Arm>, preview: Preview | undefined): VersionSet {
    const released = slices.map(([slice, { stable, canary, previous, since }]) => {
      const others = { stable: {}, canary: canary?.workers, previous }[arms[slice] ?? 'stable'];
      const workers: WorkerVersions = { ...stable, ...others };
      const named = canary !== undefined || slice in arms || now - Date.parse(since) < settlingMs;
      return { slice, workers, named };
    });
    const chosen = (preview ? withPreview(released, preview) : released).map((each) => ({
      ...each,
      workers: Object.entries(each.workers),
    }));
    const overrides = chosen.flatMap(({ workers, named }) =>
      named ? workers.map(([name, { id }]) => toOverride(name, id)) : [],
    );
    const variants = new Map<string, string | undefined>();
    return {
      header: overrides.length > 0 ? overrides.join(', ') : undefined,
      arms,
      variantOf(slice) {
        if (!variants.has(slice)) variants.set(slice, toVariant(slice));
        return variants.get(slice);
      },
      buildOf: (slice) =>
        chosen.find((each) => each.slice === slice)?.workers.flatMap(([, { build }]) => build ?? [])[0],
    };

    function toVariant(slice: string): string | undefined {
      const ids = chosen.flatMap((each) =>
        each.workers.flatMap(([, { id, build }]) =>
          each.slice === slice || build === undefined ? [id] : [],
        ),
      );
      return ids.length > 0 ? toHash(ids.sort().join()).toString(36) : undefined;
    }
  }
}

type Chosen = { slice: string; workers: WorkerVersions; named: boolean };

/** The slice of a preview may have no release. */
function withPreview(chosen: Chosen[], { slice, workers }: Preview): Chosen[] {
  const stable = chosen.find((each) => each.slice === slice)?.workers;
  const others = chosen.filter((each) => each.slice !== slice);
  return [...others, { slice, workers: { ...stable, ...workers }, named: true }];
}

function hasBuild(workers: WorkerVersions | undefined, build: string): boolean {
  return Object.values(workers ?? {}).some((version) => version.build === build);
}

function toOverride(worker: string, id: string): string {
  return `${worker}="${id}"`;
}
