import type { SliceRelease, WorkerVersions } from '@jogakbo/contracts/release-map';

/** A version that the account can deploy. */
export type KnownVersion = {
  id: string;
  /** Each upload of a worker has the next number. */
  number: number;
  build?: string | undefined;
  /** The state of the Durable Objects that it was uploaded for; undefined if the worker has none. */
  migration?: string | undefined;
};

export type Share = { version_id: string; percentage: number };

/** One worker of a slice, as the account has it. */
export type WorkerState = { name: string; shares: Share[]; versions: KnownVersion[] };

export type Command =
  | { kind: 'percent'; percent: number; version?: string | undefined }
  | { kind: 'promote'; version?: string | undefined }
  | { kind: 'rollback' };

/** A change of a worker's deployment. */
export type Step = { worker: string; versions: Share[] };

type ReleasePlan =
  | {
      ok: true;
      release: SliceRelease;
      /** Changes of deployments that visitors do not notice, before the change of the map. */
      before: Step[];
      /** Changes of deployments that follow the map. */
      after: Step[];
    }
  | { ok: false; reason: string };

type Planned = {
  slice: string;
  /** The slice in the release map; undefined if it was never released. */
  entry: SliceRelease | undefined;
  workers: WorkerState[];
  command: Command;
  about: Pick<SliceRelease, 'since' | 'by' | 'why'>;
};

/** Plans a change of a slice's release, or says why it is not possible. It changes nothing. */
export function planRelease(planned: Planned): ReleasePlan {
  const { slice, entry, workers, command, about } = planned;
  const absent = workers.find((worker) => !mainOf(worker));
  if (workers.length === 0 || absent)
    return refuse(`${absent?.name ?? slice} is not deployed yet. Deploy it: bun run deploy ${slice}`);
  if (command.kind === 'rollback') return planRollback(planned);

  const found = findCanary(planned, command.version);
  if (!found.ok) return found;
  const { canary } = found;
  const stable = entry?.canary ? entry.stable : toVersions(workers, (worker) => mainOf(worker) as string);
  const moved = findMoved(workers, canary, stable);
  if (moved) return refuse(toMoved(moved, 'be released in shares'));
  const { previous } = entry ?? {};
  if (command.kind === 'percent')
    return {
      ok: true,
      release: {
        ...{ ...about, stable, canary: { workers: canary, percent: command.percent } },
        ...(previous ? { previous } : {}),
      },
      before: toSteps(workers, canary, (worker, id) => [
        { version_id: (stable[worker] as { id: string }).id, percentage: 100 },
        { version_id: id, percentage: 0 },
      ]),
      after: [],
    };
  return {
    ok: true,
    release: {
      ...{ ...about, stable: { ...stable, ...canary } },
      previous: { ...(isPromoted(entry, canary) ? previous : {}), ...pick(stable, canary) },
    },
    before: toSteps(workers, canary, (worker, id) => [
      { version_id: (stable[worker] as { id: string }).id, percentage: 100 },
      { version_id: id, percentage: 0 },
    ]),
    after: toSteps(workers, canary, (worker, id) => [
      { version_id: id, percentage: 100 },
      { version_id: (stable[worker] as { id: string }).id, percentage: 0 },
    ]),
  };
}

/** Ends the canary, or goes back to the versions before the last promotion. The bad versions leave their deployments. */
function planRollback({ slice, entry, workers, about }: Planned): ReleasePlan {
  if (!entry) return refuse(`${slice} was never released, so there is nothing to roll back.`);
  const back = entry.canary ? pick(entry.stable, entry.canary.workers) : entry.previous;
  // A rollback that was interrupted has changed the map, but not every deployment.
  const wanted = back ?? entry.stable;
  const lost = Object.entries(wanted).find(([name, { id }]) => !versionOf(workers, name, id));
  if (lost)
    return refuse(
      `The version ${lost[1].id} of ${lost[0]} cannot be deployed any more: Cloudflare keeps the last 100 uploads. Deploy its source again: bun run deploy ${slice}`,
    );
  const mains = toVersions(workers, (worker) => mainOf(worker) as string);
  const moved = findMoved(workers, wanted, entry.canary ? entry.stable : mains);
  if (moved) return refuse(toMoved(moved, 'be rolled back'));
  const after = toSteps(workers, wanted, (_, id) => [{ version_id: id, percentage: 100 }]);
  if (!back && after.length === 0)
    return refuse(`${slice} has no canary and no earlier version, so there is nothing to roll back.`);
  const { canary, previous, ...rest } = entry;
  const kept = entry.canary && previous ? { previous } : {};
  return {
    ok: true,
    release: { ...rest, ...kept, ...about, stable: { ...entry.stable, ...back } },
    before: [],
    after,
  };
}

type Found = { ok: true; canary: WorkerVersions } | { ok: false; reason: string };

/** Finds the versions to release: the one that the user named, the canary of the map, or those that wait in the deployments. */
function findCanary({ slice, entry, workers }: Planned, named: string | undefined): Found {
  const under = entry?.canary;
  if (named !== undefined) {
    const worker = workers.find(({ versions }) => versions.some(({ id }) => id === named));
    if (!worker)
      return refuse(
        `No worker of ${slice} has the version ${named}. Cloudflare keeps the last 100 uploads of a worker. To see them: bun run releases --versions ${slice}`,
      );
    if (mainOf(worker) === named) return refuse(`${named} is the stable version of ${worker.name} already.`);
    if (under && under.workers[worker.name]?.id !== named)
      return refuse(
        `${slice} has a canary already, and a deployment has two versions at most. First: bun run release ${slice} --promote or --rollback`,
      );
    return { ok: true, canary: under?.workers ?? toVersions([worker], () => named) };
  }
  if (under) {
    const lost = Object.entries(under.workers).find(([name, { id }]) => !versionOf(workers, name, id));
    if (lost) return refuse(`The canary ${lost[1].id} of ${lost[0]} does not exist any more. Roll it back.`);
    return { ok: true, canary: under.workers };
  }
  const waiting = workers.filter((worker) => waitingOf(worker));
  if (waiting.length === 0) return refuse(`${slice} has no new version. Upload one: bun run deploy ${slice}`);
  return { ok: true, canary: toVersions(waiting, (worker) => waitingOf(worker) as string) };
}

/** Whether the map has been promoted already, but a deployment did not follow. Its earlier versions are those of all workers. */
function isPromoted(entry: SliceRelease | undefined, canary: WorkerVersions): boolean {
  if (!entry || entry.canary) return false;
  return Object.entries(canary).every(([name, { id }]) => entry.stable[name]?.id === id);
}

/** The version that serves all requests by default. */
function mainOf({ shares }: Pick<WorkerState, 'shares'>): string | undefined {
  return shares.toSorted((a, b) => b.percentage - a.percentage)[0]?.version_id;
}

/** The version that was uploaded after the main one and waits in the deployment. */
function waitingOf({ shares, versions }: WorkerState): string | undefined {
  const main = mainOf({ shares });
  const numberOf = (id: string | undefined) => versions.find((version) => version.id === id)?.number ?? 0;
  return shares.find(({ version_id: id }) => id !== main && numberOf(id) > numberOf(main))?.version_id;
}

function toVersions(workers: WorkerState[], choose: (worker: WorkerState) => string): WorkerVersions {
  return Object.fromEntries(
    workers.map((worker) => {
      const id = choose(worker);
      const build = worker.versions.find((version) => version.id === id)?.build;
      return [worker.name, { id, ...(build ? { build } : {}) }];
    }),
  );
}

function versionOf(workers: WorkerState[], name: string, id: string): KnownVersion | undefined {
  return workers.find((worker) => worker.name === name)?.versions.find((version) => version.id === id);
}

/** The first worker whose Durable Objects differ between two sets of versions. */
function findMoved(workers: WorkerState[], some: WorkerVersions, others: WorkerVersions): string | undefined {
  return Object.entries(some).find(([name, { id }]) => {
    const other = others[name];
    return other && versionOf(workers, name, id)?.migration !== versionOf(workers, name, other.id)?.migration;
  })?.[0];
}

function toMoved(worker: string, what: string): string {
  return `Between the two versions of ${worker} its Durable Objects changed, and Cloudflare cannot undo that. So it cannot ${what}. Deploy a version with the fix.`;
}

/** The changes of deployments that differ from what is deployed. */
function toSteps(
  workers: WorkerState[],
  chosen: WorkerVersions,
  toShares: (worker: string, id: string) => Share[],
): Step[] {
  return Object.entries(chosen).flatMap(([name, { id }]) => {
    const versions = toShares(name, id);
    const now = workers.find((worker) => worker.name === name)?.shares ?? [];
    return toText(now) === toText(versions) ? [] : [{ worker: name, versions }];
  });
}

function toText(shares: Share[]): string {
  return shares
    .map(({ version_id, percentage }) => `${version_id} ${percentage}`)
    .sort()
    .join();
}

function pick(versions: WorkerVersions, names: WorkerVersions): WorkerVersions {
  return Object.fromEntries(Object.entries(versions).filter(([name]) => name in names));
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
