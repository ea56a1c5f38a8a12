import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Joiner } from './batching.ts';
import type { Clock } from './clock.ts';
import { createKeyLeases } from './create-key-leases.ts';
import { createVisitMemo } from './create-visit-memo.ts';
import type { Warner } from './create-warner.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { createManifestFetcher } from './fetch-manifest.ts';
import type { Names } from './names.ts';
import { defaultDeadlineMs } from './page.ts';
import { type KnownManifest, toVariantKey, type Variant } from './variant.ts';
import type { Visit } from './visit.ts';

export type Manifests = ReturnType<typeof createManifests>;

type ManifestsOptions = {
  endpointOf: (slice: string) => Endpoint | undefined;
  clock: Clock;
  warner: Warner;
  names: Names;
  /** Asks for fragments together with a manifest. */
  batching: Joiner | undefined;
};

/** What is known about a slice, or about one variant of it. */
type Known = {
  /** The manifest of the version that answered last. */
  current: KnownManifest;
  /** The manifest of the version before it, which may still answer while a deploy goes on. */
  previous: KnownManifest | undefined;
  /** Versions that answered and that no manifest had, with the time until which they count. */
  strangers: Map<string, number>;
  /** The number of fetches in vain since `searchesSince`. */
  searches: number;
  searchesSince: number;
  /** When the manifest is fetched again although the versions of answers say nothing. */
  checkAt: number;
};

/**
 * The manifests of the slices. Each is fetched when it is first needed, and again when another version answers. Each variant of a slice has
 * a manifest of its own.
 */
export function createManifests({ endpointOf, clock, warner, batching, names }: ManifestsOptions) {
  /** By slice and variant. */
  const slices = new Map<string, Known>();
  /** What was wrong with the manifest of a slice when it was fetched last, and the time until which it is not fetched again. */
  const faults = new Map<string, { fault: string; until: number }>();
  /** Work of a visit that several of its fragments wait for. Other visits never wait for these promises. */
  const loading = createVisitMemo<KnownManifest | undefined>();
  const meeting = createVisitMemo<string>();
  const leases = createKeyLeases(clock);
  const fetchManifest = createManifestFetcher({ endpointOf, clock, warner, names });
  const knownOf = (slice: string, visit: Variant) => slices.get(toVariantKey(slice, visit));
  const peek = (slice: string, visit: Variant): KnownManifest | undefined => knownOf(slice, visit)?.current;
  return { peek, find, versionsOf, load, faultOf, offer, learn, meet, match, checkAgain, clear };

  /** The manifest of that very version, if it is known. */
  function find(slice: string, version: string, visit: Variant): KnownManifest | undefined {
    const known = knownOf(slice, visit);
    return [known?.current, known?.previous].find((manifest) => manifest?.version === version);
  }

  /** Takes in a manifest that was kept elsewhere, if none of its slice is known. */
  function offer(manifest: Manifest, visit: Variant): void {
    if (!knownOf(manifest.slice, visit)) take(manifest.slice, manifest, visit);
  }

  /** The versions of a slice whose manifests are known. */
  function versionsOf(slice: string, visit: Variant): string[] {
    const known = knownOf(slice, visit);
    return [known?.current, known?.previous].flatMap((manifest) => manifest?.version ?? []);
  }

  /** Takes in a manifest that came with fragments of the slice. */
  function learn(slice: string, manifest: Manifest, visit: Variant): void {
    if (manifest.slice === slice) take(slice, manifest, visit);
  }

  /** The manifest of a slice, fetched if it is not known; undefined if it cannot be read. A visit fetches it once. */
  function load(slice: string, visit: Visit): Promise<KnownManifest | undefined> {
    return loading.share(visit, slice, () => loadOnce(slice, visit));
  }

  /** Why the manifest of a slice is not known, if it could not be read. */
  function faultOf(slice: string, visit: Variant): string | undefined {
    return faults.get(toVariantKey(slice, visit))?.fault;
  }

  async function loadOnce(slice: string, visit: Visit): Promise<KnownManifest | undefined> {
    const key = toVariantKey(slice, visit);
    // Half of the time is left for an own fetch, if the other request has vanished.
    if (!leases.take(key, defaultDeadlineMs)) await leases.waitFor(key, clock.now() + defaultDeadlineMs / 2);
    const manifest = peek(slice, visit) ?? (await renew(slice, visit, defaultDeadlineMs, true));
    leases.release(key);
    return manifest;
  }

  /**
   * Takes in the version of an answer, and fetches the manifest of that version if it is new.
   *
   * @param version empty if the answer names none
   * @param until milliseconds since the epoch, when the caller stops to wait
   * @returns the version that the answer is taken for. If versions say nothing, because none is named or because each answer names another
   *   one, it is the version of the known manifest
   */
  async function meet(slice: string, version: string, visit: Visit, until: number): Promise<string> {
    const known = knownOf(slice, visit);
    if (!known || version === known.current.version) return version;
    if (version === '') {
      warner.warnOnce(
        `slice ${slice}`,
        `answers without ${names.headers.version}, so a new version is noticed late`,
      );
      return takeForCurrent(slice, known, visit);
    }
    if (countStrangers(known) >= mostStrangers) return takeForCurrent(slice, known, visit);
    return meeting.share(visit, `${slice} ${version}`, () => findOut(slice, known, version, visit, until));
  }

  /** Looks for the manifest of a version, and counts a version without one. */
  async function findOut(
    slice: string,
    known: Known,
    version: string,
    visit: Visit,
    until: number,
  ): Promise<string> {
    for (let tries = 0; tries < 2 && !adopt(known, version) && maySearch(known); tries++)
      await search(slice, known, version, visit, until);
    if (version === known.current.version) return version;
    known.strangers.set(version, clock.now() + strangersCount);
    if (countStrangers(known) < mostStrangers) return version;
    warner.warnOnce(`slice ${slice}`, 'answers with versions that its manifest never has');
    return known.current.version;
  }

  /** Fetches the manifest until it has `version`, a few times at most: during a deploy, the old and the new version answer by turns. */
  async function match(slice: string, version: string, visit: Visit): Promise<void> {
    const until = clock.now() + matchTakes;
    for (let tries = 0; tries < mostTries && peek(slice, visit)?.version !== version; tries++) {
      const known = knownOf(slice, visit);
      if (known && adopt(known, version)) return;
      if (clock.now() < until) await renew(slice, visit, until - clock.now());
    }
  }

  function clear(): void {
    slices.clear();
    faults.clear();
    leases.clear();
  }

  function takeForCurrent(slice: string, known: Known, visit: Visit): string {
    checkAgain(slice, visit);
    return known.current.version;
  }

  /** Fetches the manifest again in the background, once in {@link checkEvery}, as no answer may say that it has changed. */
  function checkAgain(slice: string, visit: Visit): void {
    const known = knownOf(slice, visit);
    if (!known || clock.now() < known.checkAt) return;
    known.checkAt = clock.now() + checkEvery;
    visit.waitUntil(renew(slice, visit, defaultDeadlineMs));
  }

  /** Makes the version before current again, if it is the one that answered. */
  function adopt(known: Known, version: string): boolean {
    const { current, previous } = known;
    if (previous?.version === version) Object.assign(known, { current: previous, previous: current });
    return known.current.version === version;
  }

  function countStrangers({ strangers }: Known): number {
    for (const [version, until] of strangers) if (until <= clock.now()) strangers.delete(version);
    return strangers.size;
  }

  function maySearch(known: Known): boolean {
    if (clock.now() >= known.searchesSince + searchesPeriod)
      Object.assign(known, { searches: 0, searchesSince: clock.now() });
    return known.searches < mostTries;
  }

  /** Fetches the manifest to find `version`, or waits while another request does. */
  async function search(
    slice: string,
    known: Known,
    version: string,
    visit: Visit,
    until: number,
  ): Promise<void> {
    const key = toVariantKey(slice, visit);
    if (!leases.take(key, defaultDeadlineMs)) return leases.waitFor(key, until);
    known.searches += 1;
    await renew(slice, visit, defaultDeadlineMs);
    if (known.current.version === version) known.searches = 0;
    leases.release(key);
  }

  /** @param first whether fragments of the slice wait for it */
  async function renew(
    slice: string,
    visit: Visit,
    within: number,
    first = false,
  ): Promise<KnownManifest | undefined> {
    const key = toVariantKey(slice, visit);
    if ((faults.get(key)?.until ?? 0) > clock.now() || visit.calls?.left === 0) return peek(slice, visit);
    const ahead = first ? batching?.take(slice, visit) : undefined;
    const read = await fetchManifest(slice, visit, within, ahead);
    if ('manifest' in read) take(slice, read.manifest, visit);
    else faults.set(key, { fault: read.fault, until: clock.now() + pause });
    return peek(slice, visit);
  }

  function take(slice: string, read: Manifest, visit: Variant): void {
    const key = toVariantKey(slice, visit);
    const known = slices.get(key);
    const variant = visit.variantOf?.(slice);
    const manifest: KnownManifest = variant === undefined ? read : { ...read, variant };
    if (!known) {
      const times = { searches: 0, searchesSince: 0, checkAt: clock.now() + checkEvery };
      if (slices.size >= mostKnown) slices.delete(slices.keys().next().value as string);
      slices.set(key, { current: manifest, previous: undefined, strangers: new Map(), ...times });
    } else if (known.current.version === manifest.version) {
      known.current = manifest;
    } else {
      Object.assign(known, { current: manifest, previous: known.current });
      known.strangers.clear();
    }
  }
}

/** Slices and variants that are remembered. Old variants are never asked for again. */
const mostKnown = 500;
const mostTries = 3;
/** Milliseconds in which {@link mostTries} fetches in vain are allowed. */
const searchesPeriod = 1_000;
/** Milliseconds for the manifest that an action's answer needs. */
const matchTakes = 1_000;
/** Milliseconds after a failed fetch in which a slice is not asked for its manifest. */
const pause = 1_000;
/** Different versions without a manifest from which versions say nothing. A deploy has only one such version at a time. */
const mostStrangers = 2;
/** Milliseconds for which a version without a manifest counts. */
const strangersCount = 60_000;
/** Milliseconds between two fetches of a manifest while versions say nothing. */
const checkEvery = 60_000;
