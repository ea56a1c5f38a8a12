import type { AssetStore, StoredVersion } from './asset-store.ts';

type Options = {
  store: AssetStore;
  /** The built files of a worker. */
  directory: string;
  /** The builds in the deployment of the worker; empty if it is not known how its versions are called. */
  deployed: string[];
  now: Date;
};

/**
 * Puts the files of a built worker into the bucket, before the worker is uploaded. So a page of this version finds its files also when later
 * versions no longer have them. Files that are there already are not sent again.
 *
 * @returns what was stored, such as `cart 0123456789`
 */
export async function storeAssets({ store, directory, deployed, now }: Options): Promise<string[]> {
  const stored: string[] = [];
  for (const [slice, builds] of listVersions(directory)) {
    const known = await store.list(slice);
    const at = now.toISOString();
    const used = deployed.length > 0 ? deployed : known.slice(-1).map(({ build }) => build);
    const versions = known.map((each) => (used.includes(each.build) ? { ...each, usedAt: at } : each));
    for (const [build, files] of builds) {
      const old = versions.findIndex((each) => each.build === build);
      if (old < 0) {
        await inParallel(files, (key) => store.put(key, Bun.file(`${directory}/${key}`)));
        stored.push(`${slice} ${build}`);
      }
      const [version] = old < 0 ? [] : versions.splice(old, 1);
      versions.push({ build, files, storedAt: at, ...version, usedAt: at } satisfies StoredVersion);
    }
    await store.keep(slice, versions);
  }
  return stored;
}

/** The files whose path has a version: builds and their files, by slice. */
function listVersions(directory: string): Map<string, Map<string, string[]>> {
  const slices = new Map<string, Map<string, string[]>>();
  for (const key of [...new Bun.Glob('assets/*/*/**').scanSync({ cwd: directory, dot: true })].sort()) {
    const [, slice = '', build = ''] = key.split('/');
    const builds = slices.get(slice) ?? new Map<string, string[]>();
    slices.set(slice, builds.set(build, [...(builds.get(build) ?? []), key]));
  }
  return slices;
}

/** @param work is called for several items at once */
async function inParallel<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const go = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, go));
}

const atOnce = 6;
