import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import { type Addresses, sliceOf } from './create-addresses.ts';
import { createKeyLeases } from './create-key-leases.ts';
import { toMessage, type Warner } from './create-warner.ts';
import { findManifestFault } from './find-manifest-fault.ts';
import type { FragmentCache, KeptCopy } from './fragment-cache.ts';
import type { Manifests } from './manifests.ts';
import type { FragmentSlot, Page } from './page.ts';
import { toManifest } from './to-manifest.ts';
import type { Visit } from './visit.ts';

/** A store of text that all isolates of a data centre share, such as the Cache API. It may forget anything at any time. */
export type CopyStore = {
  read(key: string): Promise<string | undefined>;
  /** @param seconds the time after which the text is of no use */
  write(key: string, text: string, seconds: number): Promise<void>;
};

/** The parts of the engine that {@link createDataCentre} uses. */
type Engine = {
  addresses: Addresses;
  cache: FragmentCache;
  clock: Clock;
  manifests: Manifests;
  warner: Warner;
};

/** Made by {@link createDataCentre}, for the composer's option `dataCentre`. */
export type DataCentre = (engine: Engine) => {
  /** Takes in the data centre's copies for a page; undefined if this isolate has all that it needs. */
  warm(page: Page, visit: Visit): Promise<unknown> | undefined;
  /** Gives this isolate's copies for a page to the data centre, if some are newer than the last that it gave. */
  remember(page: Page, visit: Visit): Promise<unknown> | undefined;
  /** Forgets what this isolate read and wrote, and the copies of the data centre unless `keepCopies`. */
  clear(keepCopies: boolean): void;
};

/** The manifests of a page's slices. `at` is when they were the current ones, in milliseconds since the epoch. */
type Frame = { at: number; manifests: Manifest[] };
type Entry = Frame & { copies: [key: string, kept: KeptCopy][] };

/**
 * Copies that a whole data centre shares, so that a new isolate starts warm. An entry has the page's shared fragments in one language and
 * the manifests of its slices, so one read makes the page. The *frame*, an entry with the manifests alone, is read only if the page has no
 * entry that is new enough: such as a product that this data centre has not shown yet. Both are read only while something is missing
 * here. Each copy carries its slice's version in its key. It is used only with the manifest of that version.
 *
 * Only copies of the engine's cache of shared fragments are stored, and never an answer for one person. A confidential page has no entry,
 * as its parameters would be in the key.
 *
 * @example
 * createComposer({ …, dataCentre: createDataCentre(store) });
 */
export function createDataCentre(store: CopyStore): DataCentre {
  return ({ addresses, cache, clock, manifests, warner }) => {
    /** The right to read or write an entry, so that no key is read or written again and again. */
    const leases = createKeyLeases(clock);
    /** When the newest copy of an entry that this isolate read or wrote was made. */
    const written = new Map<string, number>();
    /** Entries from before a `clear` have another one. */
    let generation = 0;
    return { warm, remember, clear };

    function warm(page: Page, visit: Visit): Promise<unknown> | undefined {
      if (page.confidential || visit.withoutCopies) return undefined;
      if (!knownOf(page).slots.some((slot) => isMissing(slot, visit))) return undefined;
      return Promise.race([takeIn(page, visit), clock.wait(readTimeoutMs)]);
    }

    async function takeIn(page: Page, visit: Visit): Promise<void> {
      const keys = toKeys(page, visit);
      await read(keys.page, (entry: Entry) => {
        adoptFrame(entry, visit);
        adoptCopies(entry, keys.page);
      });
      if (knownOf(page).slots.every((slot) => manifests.peek(sliceOf(slot), visit))) return;
      await read(keys.frame, (frame: Frame) => adoptFrame(frame, visit));
    }

    function remember(page: Page, visit: Visit): Promise<unknown> | undefined {
      if (page.confidential || visit.withoutCopies) return undefined;
      const keys = toKeys(page, visit);
      const { slots } = knownOf(page);
      const copies = slots.flatMap((slot) => toKept(slot, visit));
      const newest = newestOf(copies);
      if (newest <= (written.get(keys.page) ?? 0) || !leases.take(`write ${keys.page}`, writePauseMs)) return;
      note(keys.page, newest);
      const known = [...new Set(slots.map(sliceOf))].flatMap((slice) => manifests.peek(slice, visit) ?? []);
      const frame: Frame = { at: clock.now(), manifests: known };
      const lastUse = Math.max(...copies.map(([, kept]) => Math.max(kept.staleUntil, kept.errorUntil)));
      const writes = [
        write(keys.page, { ...frame, copies } satisfies Entry, (lastUse - clock.now()) / 1_000),
      ];
      if (leases.take(`write ${keys.frame}`, frameWritePauseMs))
        writes.push(write(keys.frame, frame, frameLifetimeMs / 1_000));
      return Promise.all(writes);
    }

    /** Notes the newest copy of an entry, so that an entry without news is not written. */
    function note(key: string, newest: number): void {
      if (written.size >= mostWritten) written.clear();
      written.set(key, newest);
    }

    function clear(keepCopies: boolean): void {
      if (!keepCopies) generation = clock.now();
      leases.clear();
      written.clear();
    }

    function toKeys(page: Page, { params, language, variantOf }: Visit) {
      const { name: fragments, slots } = knownOf(page);
      const variants = variantOf && [...new Set(slots.map(sliceOf))].map(variantOf).join();
      const name = `${generation} ${fragments}${variants ? ` ${variants}` : ''}`;
      const values = Object.keys(params).sort();
      return {
        frame: `frame ${name}`,
        page: `page ${name} ${language} ${JSON.stringify(values.map((param) => [param, params[param]]))}`,
      };
    }

    function isMissing(slot: FragmentSlot, visit: Visit): boolean {
      const manifest = manifests.peek(sliceOf(slot), visit);
      if (!manifest) return true;
      const { declared, key } = addresses.addressOf(slot, visit, manifest);
      return declared?.personal === false && !cache.has(key);
    }

    function toKept(slot: FragmentSlot, visit: Visit): Entry['copies'] {
      const manifest = manifests.peek(sliceOf(slot), visit);
      const key = manifest && addresses.addressOf(slot, visit, manifest).key;
      const kept = key && cache.peek(key);
      if (!kept) return [];
      const { copy, tags, madeAt, freshUntil, staleUntil, errorUntil } = kept;
      const { html, version, status, place, hints } = copy;
      const plain = { html, version, status, place, hints };
      return [[key, { copy: plain, tags, madeAt, freshUntil, staleUntil, errorUntil }]];
    }

    function adoptCopies({ copies }: Entry, name: string): void {
      const valid = copies.filter(([, kept]) => isKept(kept));
      for (const [key, kept] of valid) cache.adopt(key, kept);
      note(name, newestOf(valid));
    }

    function adoptFrame({ at, manifests: kept }: Frame, visit: Visit): void {
      if (!(clock.now() - at <= frameLifetimeMs)) return;
      for (const manifest of kept)
        if (!findManifestFault(manifest)) manifests.offer(toManifest(manifest), visit);
    }

    /** Reads an entry, at most once in a while. A store that fails is as good as an empty one. */
    async function read<Kept>(key: string, adopt: (kept: Kept) => void): Promise<void> {
      if (!leases.take(`read ${key}`, readPauseMs)) return;
      try {
        const text = await store.read(key);
        if (text !== undefined) adopt(JSON.parse(text));
      } catch (error) {
        warner.warnOnce('the data centre', `cannot be read: ${toMessage(error)}`);
      }
    }

    async function write(key: string, entry: Frame | Entry, seconds: number): Promise<void> {
      const text = JSON.stringify(entry);
      if (text.length > longestEntry || seconds < 1) return;
      try {
        await store.write(key, text, Math.ceil(seconds));
      } catch (error) {
        warner.warnOnce('the data centre', `cannot be written: ${toMessage(error)}`);
      }
    }
  };
}

function newestOf(copies: Entry['copies']): number {
  return Math.max(0, ...copies.map(([, { madeAt }]) => madeAt));
}

/** Another version of the engine may have written the copy, in another form. */
function isKept(kept: Partial<KeptCopy> | null): kept is KeptCopy {
  const { copy, tags, madeAt, freshUntil, staleUntil, errorUntil } = kept ?? {};
  return (
    typeof copy?.html === 'string' &&
    typeof copy.version === 'string' &&
    [200, 204].includes(copy.status) &&
    (copy.hints === undefined || (typeof copy.hints.text === 'string' && Array.isArray(copy.hints.tags))) &&
    Array.isArray(tags) &&
    tags.every((tag) => typeof tag === 'string') &&
    [madeAt, freshUntil, staleUntil, errorUntil].every(Number.isFinite)
  );
}

type Known = { slots: FragmentSlot[] /** Tells pages apart by their fragments. */; name: string };
const pages = new WeakMap<Page, Known>();

/** What is the same in all visits of a page. */
function knownOf(page: Page): Known {
  let known = pages.get(page);
  if (!known) {
    const slots = [...page.heads, ...Object.values(page.slots)].filter((slot) => 'fragment' in slot);
    const named = slots.map(({ fragment, params }) => fragment + (params ? JSON.stringify(params) : ''));
    known = { slots, name: named.join() };
    pages.set(page, known);
  }
  return known;
}

/** Milliseconds that a page waits for the data centre. Then it fetches what it misses. */
const readTimeoutMs = 50;
/** Milliseconds in which an entry is read once, as it may be missing. */
const readPauseMs = 2_000;
/** Milliseconds between two writes of a page's entry. */
const writePauseMs = 1_000;
/** Milliseconds between two writes of a frame. */
const frameWritePauseMs = 10_000;
/** Milliseconds for which a new isolate believes that the versions of a frame are the current ones. */
const frameLifetimeMs = 60_000;
/** Characters of an entry. */
const longestEntry = 1024 * 1024;
/** Entries whose newest copy is remembered. */
const mostWritten = 2_000;
