import type { Endpoint } from '@jogakbo/compose';
import { releaseMapKey } from '@jogakbo/contracts/release-map';
import { logError } from '@jogakbo/edge/log';
import { openReleaseMap } from '@jogakbo/edge/seal-release-map';
import { frontendOf, type ShellEnv } from '../bindings.ts';
import { createReleaseReader, type ReleaseReader } from './create-release-reader.ts';
import { createVersionWatch, type VersionWatch } from './create-version-watch.ts';

type Releases = { reader: ReleaseReader; watch: VersionWatch };

const known = new WeakMap<object, Releases>();

/**
 * What this isolate knows about releases.
 *
 * @returns undefined on a developer's machine, where each slice has one version, unless the shop there takes over another program
 */
export function releasesOf(env: ShellEnv['Bindings']): Releases | undefined {
  const store = env.RELEASES;
  const keys = env.IDENTITY_KEYS;
  if (!store || !keys || (env.DEV && !env.LEGACY_ORIGIN)) return undefined;
  let releases = known.get(store);
  if (!releases) {
    const reader = createReleaseReader({
      read: () => store.get(releaseMapKey),
      open: (text) => openReleaseMap(text, keys),
      now: Date.now,
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      onFault: (fault) => logError({ worker: 'shell', releases: fault }),
    });
    const watch = createVersionWatch({
      sets: reader.last,
      now: Date.now,
      log: (line) => logError({ worker: 'shell', releases: 'Another version answered.', ...line }),
      onIgnored: reader.expire,
    });
    releases = { reader, watch };
    known.set(store, releases);
  }
  return releases;
}

/** Makes the function that finds the frontend of a slice. While a release is possible, the versions of its answers are checked. */
export function createFrontendFinder(env: ShellEnv['Bindings']): (slice: string) => Endpoint | undefined {
  const releases = releasesOf(env);
  if (!releases) return (slice) => frontendOf(env, slice);
  const watched = new Map<string, Endpoint>();
  return (slice) => {
    const frontend = watched.get(slice) ?? frontendOf(env, slice);
    if (frontend && !watched.has(slice)) watched.set(slice, releases.watch.between(slice, frontend));
    return watched.get(slice);
  };
}
