import type { Joiner } from './batching.ts';
import { carryPage } from './carry-page.ts';
import type { Clock } from './clock.ts';
import { type Addresses, type FragmentRequest, sliceOf, toCacheKey } from './create-addresses.ts';
import type { createCaller, Failed } from './create-caller.ts';
import type { Deadlines } from './create-deadlines.ts';
import type { HtmlReader } from './create-html-reader.ts';
import type { createIdentityReader } from './create-identity-reader.ts';
import { createKeyLeases } from './create-key-leases.ts';
import { createSettle, isFinal } from './create-settle.ts';
import type { Warner } from './create-warner.ts';
import type { Fetched } from './fetch-fragment.ts';
import type { Copy, FragmentCache } from './fragment-cache.ts';
import { createPersonalLoader } from './load-personal.ts';
import type { Manifests } from './manifests.ts';
import type { Names } from './names.ts';
import { defaultDeadlineMs, type FragmentSlot, namesAsker } from './page.ts';
import type { Piece } from './piece.ts';
import type { PrivateCopies } from './private-copies.ts';
import type { KnownManifest } from './variant.ts';
import type { Visit } from './visit.ts';

export type LoaderOptions = {
  call: ReturnType<typeof createCaller>;
  batching: Joiner | undefined;
  readIdentity: ReturnType<typeof createIdentityReader>;
  manifests: Manifests;
  addresses: Addresses;
  cache: FragmentCache;
  privateCopies: PrivateCopies | undefined;
  reader: HtmlReader;
  deadlines: Deadlines;
  clock: Clock;
  warner: Warner;
  names: Names;
  /** Which copies of a fragment may be shown. Fault injection in development restricts them. */
  copies?: ((fragment: string) => 'none' | 'stale' | 'any') | undefined;
};

export type Loader = ReturnType<typeof createLoader>;

/** Loads fragments: a fresh copy, else the answer of the slice, else the choice of `settle`. */
export function createLoader(options: LoaderOptions) {
  const { call, batching, readIdentity, manifests, addresses, cache, reader, deadlines } = options;
  const { privateCopies, clock, warner, names, copies = () => 'any' } = options;
  const settle = createSettle(warner);
  /** The right to fetch a copy, by its key. */
  const fills = createKeyLeases(clock);
  /** Fragments whose last answer could not be stored, so that no request waits for a copy. */
  const unshared = new Set<string>();
  const personal = createPersonalLoader({
    ...{ copies: privateCopies, batching, readIdentity, fetch, loadShared, settle, clock, warner },
  });
  return { load, replace, clear };

  /**
   * Returns the piece itself if it is at hand, so that a page made of copies waits for nothing.
   *
   * @param began milliseconds since the epoch, from which the slot's deadline counts
   */
  function load(slot: FragmentSlot, visit: Visit, began: number): Piece | Promise<Piece> {
    const { inserted } = visit;
    if (inserted?.fragment === slot.fragment) return toInsertedPiece(inserted, slot, visit);
    const manifest = manifests.peek(sliceOf(slot), visit);
    const until = began + (slot.deadline ?? defaultDeadlineMs);
    return manifest ? loadDeclared(toRequest(slot, visit, manifest, until)) : loadCold(slot, visit, until);
  }

  /** Loads a fragment of a slice that is not known yet. The deadline of the fragment includes the fetch of the manifest. */
  async function loadCold(slot: FragmentSlot, visit: Visit, until: number): Promise<Piece> {
    const { calls } = visit;
    if (calls) calls.owed += 1;
    const hinted = visit.hints?.waitFor(sliceOf(slot));
    if (hinted) await hinted;
    if (hinted && clock.now() >= until) {
      if (calls) calls.owed -= 1;
      return settle(tooLate, undefined, slot, visit);
    }
    batching?.want(slot, visit, until);
    const loading = manifests.load(sliceOf(slot), visit);
    // Later requests need the manifest, too, so it is fetched even if it is late for this one.
    visit.waitUntil(loading);
    const deadline = deadlines.join(visit, Math.max(0, until - clock.now()));
    const manifest = await Promise.race([loading.then((loaded) => loaded ?? null), deadline.over]);
    deadline.leave();
    if (calls) calls.owed -= 1;
    if (manifest) return loadDeclared(toRequest(slot, visit, manifest, until));
    const reason = manifest === undefined ? 'timeout' : calls?.left === 0 ? 'over-budget' : 'error';
    const fault = manifests.faultOf(sliceOf(slot), visit);
    const detail = `no manifest of slice ${sliceOf(slot)}${fault ? `: ${fault}` : ''}`;
    return settle({ ok: false, reason, detail }, undefined, slot, visit);
  }

  /** What to show instead of a piece of another version than the one of `manifest`, whose styles the page already has. */
  function replace(
    slot: FragmentSlot,
    piece: Piece,
    visit: Visit,
    manifest: KnownManifest | undefined,
  ): Piece {
    const allowed = manifest && !visit.withoutCopies && copies(slot.fragment) !== 'none';
    const copy = allowed ? cache.get(addresses.addressOf(slot, visit, manifest).key)?.copy : undefined;
    const detail = `the page has ${manifest?.version ?? 'no version'}, ${piece.version} answered`;
    return settle({ ok: false, reason: 'other-version', detail }, copy, slot, visit);
  }

  function toInsertedPiece(
    { html, version }: NonNullable<Visit['inserted']>,
    slot: FragmentSlot,
    visit: Visit,
  ): Piece {
    if (!reader.isBalanced(html)) return settle({ ok: false, reason: 'unbalanced' }, undefined, slot, visit);
    return { html: carryPage(html, visit.language, version), version, status: 200, source: 'fresh' };
  }

  function toRequest(
    slot: FragmentSlot,
    visit: Visit,
    manifest: KnownManifest,
    until: number,
  ): FragmentRequest {
    const { declared, path, key } = addresses.addressOf(slot, visit, manifest);
    return { declared, path, key, slot, visit, manifest, until };
  }

  function loadDeclared(request: FragmentRequest): Piece | Promise<Piece> {
    const { declared, slot, visit } = request;
    if (!declared) {
      warner.warnOnce(`fragment ${slot.fragment}`, 'is not declared in the manifest of its slice');
      manifests.checkAgain(sliceOf(slot), visit);
      return settle({ ok: false, reason: 'undeclared' }, undefined, slot, visit);
    }
    if (!declared.personal || !namesAsker(slot, visit)) return loadShared(request);
    return personal.load(request, copies(slot.fragment) === 'any');
  }

  function loadShared(request: FragmentRequest): Piece | Promise<Piece> {
    const { slot, visit, key, declared, until } = request;
    if (visit.withoutCopies) return personal.loadFor(request, {});
    const allowed = copies(slot.fragment);
    const kept = allowed === 'none' ? undefined : cache.get(key, visit.changes);
    if (kept && kept.age !== 'expired' && allowed === 'any') {
      if (kept.age === 'fresh') return { ...kept.copy, source: 'cache', copy: kept.copy };
      if (fills.take(key, until - clock.now())) {
        const filled = fill(request);
        visit.hints?.renew(
          slot.fragment,
          filled.then((fetched) => (fetched.ok ? fetched : {})),
        );
      }
      return { ...kept.copy, source: 'stale' };
    }
    const shareable = allowed === 'any' && !declared?.personal && !unshared.has(slot.fragment);
    if (shareable && !fills.take(key, until - clock.now())) return waitForFill(request, kept?.copy);
    return fill(request).then((fetched) => settle(fetched, kept?.copy, slot, visit));
  }

  /** Waits while another request fetches the same copy. If no copy comes of that, this one fetches it, too. */
  async function waitForFill(request: FragmentRequest, copy: Copy | undefined): Promise<Piece> {
    const { slot, visit, key, until } = request;
    // Half of the time is left for an own call, if the other request has vanished.
    await fills.waitFor(key, (clock.now() + until) / 2);
    const filled = cache.get(key, visit.changes);
    if (filled && filled.age !== 'expired') return { ...filled.copy, source: 'cache', copy: filled.copy };
    return settle(await fill(request), copy, slot, visit);
  }

  /** Fetches a fragment that other visitors may see, too. The call goes on when this client leaves. */
  function fill(request: FragmentRequest): Promise<Fetched | Failed> {
    const { visit, key } = request;
    const began = clock.now();
    const filled = fetch(request, visit.headers).then((fetched) => {
      keep(fetched, request, began);
      fills.release(key);
      return fetched;
    });
    visit.waitUntil(filled);
    return filled;
  }

  async function fetch(
    request: FragmentRequest,
    sent: Record<string, string>,
    gone?: AbortSignal,
  ): Promise<Fetched | Failed> {
    const { visit, manifest } = request;
    const hinted = visit.hints?.waitFor(manifest.slice);
    if (hinted) await hinted;
    if (hinted && clock.now() >= request.until) return tooLate;
    const hints = visit.hints?.of(manifest.slice);
    const own = hints
      ? { 'accept-language': visit.language, [names.headers.hints]: hints.text }
      : { 'accept-language': visit.language };
    const fetched = await call(request, { ...own, ...sent }, gone);
    if (!fetched.ok) return fetched;
    const version = fetched.version === manifest.version ? fetched.version : await meet(fetched, request);
    const html = carryPage(fetched.html, visit.language, fetched.version);
    if (html !== fetched.html) return { ...fetched, version, html, bytes: undefined };
    return version === fetched.version ? fetched : { ...fetched, version };
  }

  /** The version that an answer of another version than the manifest's is taken for. */
  async function meet({ version }: Fetched, { visit, manifest, until }: FragmentRequest): Promise<string> {
    const meeting = manifests.meet(manifest.slice, version, visit, until);
    visit.waitUntil(meeting);
    const deadline = deadlines.join(visit, Math.max(0, until - clock.now()));
    const met = await Promise.race([meeting, deadline.over]);
    deadline.leave();
    return met ?? version;
  }

  /** Stores an answer that may be shared. A final refusal removes the copy. */
  function keep(
    fetched: Fetched | Failed,
    { slot, manifest, path, visit, key }: FragmentRequest,
    began: number,
  ): void {
    if (isFinal(fetched)) cache.drop(key);
    if (!fetched.ok) return;
    if (!fetched.freshness) return void unshared.add(slot.fragment);
    unshared.delete(slot.fragment);
    const answered = { ...manifest, version: fetched.version };
    const hints = visit.hints?.of(manifest.slice);
    const outdated = hints && cache.isEnded({ tags: hints.tags, madeAt: hints.at });
    const freshness = outdated ? { ...fetched.freshness, fresh: 0, whileRevalidate: 0 } : fetched.freshness;
    const copy = { ...fetched, bytes: undefined };
    cache.set(toCacheKey(answered, path, visit.language), copy, freshness, fetched.tags, began);
  }

  function clear(): void {
    fills.clear();
    unshared.clear();
    privateCopies?.clear();
  }
}

/** Without hints each slice would make more calls, so the browser asks for the fragment afterwards. */
const tooLate = { ok: false, reason: 'over-budget', detail: 'the hints came too late' } as const;
