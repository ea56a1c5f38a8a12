import type { Manifest } from '@jogakbo/contracts/fragment';
import { carryLanguage } from './carry-language.ts';
import { type Addresses, type FragmentRequest, sliceOf, toCacheKey } from './create-addresses.ts';
import type { BalanceCheck } from './create-balance-check.ts';
import type { createCaller, Failed } from './create-caller.ts';
import { createSettle, isFinal } from './create-settle.ts';
import { toMessage, type Warner } from './create-warner.ts';
import type { Fetched } from './fetch-fragment.ts';
import type { FragmentCache } from './fragment-cache.ts';
import type { Manifests } from './manifests.ts';
import { defaultDeadline, type FragmentSlot } from './page.ts';
import type { Piece } from './piece.ts';
import type { Identity, Visit } from './visit.ts';

export type LoaderOptions = {
  call: ReturnType<typeof createCaller>;
  manifests: Manifests;
  addresses: Addresses;
  cache: FragmentCache;
  balance: BalanceCheck;
  warner: Warner;
  /** Which copies of a fragment may be shown. Fault injection in development restricts them. */
  copies?: ((fragment: string) => 'none' | 'stale' | 'any') | undefined;
};

export type Loader = ReturnType<typeof createLoader>;

/** Loads fragments: a fresh copy from the cache, else the answer of the slice, else the choice of `settle`. */
export function createLoader(options: LoaderOptions) {
  const { call, manifests, addresses, cache, balance, warner, copies = () => 'any' } = options;
  const settle = createSettle(warner);
  return { load, replace };

  /** Returns the piece itself if it is at hand, so that a page made of copies waits for nothing. */
  function load(slot: FragmentSlot, visit: Visit): Piece | Promise<Piece> {
    const { inserted } = visit;
    if (inserted?.fragment === slot.fragment) return toInsertedPiece(inserted, slot, visit);
    const slice = sliceOf(slot);
    const manifest = manifests.peek(slice);
    if (manifest) return loadDeclared(toRequest(slot, visit, manifest));
    return manifests
      .load(slice, visit.headers)
      .then((loaded) =>
        loaded
          ? loadDeclared(toRequest(slot, visit, loaded))
          : settle({ ok: false, reason: 'error' }, undefined, slot, visit),
      );
  }

  /** What to show instead of a piece of another version than the one of `manifest`, whose styles the page already has. */
  function replace(slot: FragmentSlot, piece: Piece, visit: Visit, manifest: Manifest | undefined): Piece {
    const allowed = manifest && copies(slot.fragment) !== 'none';
    const copy = allowed ? cache.get(addresses.addressOf(slot, visit, manifest).key)?.copy : undefined;
    const detail = `the page has ${manifest?.version ?? 'no version'}, ${piece.version} answered`;
    return settle({ ok: false, reason: 'other-version', detail }, copy, slot, visit);
  }

  function toInsertedPiece(
    { html, version }: NonNullable<Visit['inserted']>,
    slot: FragmentSlot,
    visit: Visit,
  ): Piece {
    if (!balance.isBalanced(html)) return settle({ ok: false, reason: 'unbalanced' }, undefined, slot, visit);
    return { html: carryLanguage(html, visit.language), version, status: 200, source: 'fresh' };
  }

  function toRequest(slot: FragmentSlot, visit: Visit, manifest: Manifest): FragmentRequest {
    return { ...addresses.addressOf(slot, visit, manifest), slot, visit, manifest };
  }

  function loadDeclared(request: FragmentRequest): Piece | Promise<Piece> {
    const { declared, slot, visit } = request;
    if (!declared) return settle({ ok: false, reason: 'undeclared' }, undefined, slot, visit);
    const identity = declared.personal ? identityOf(visit, sliceOf(slot)) : undefined;
    if (!identity) return loadShared(request);
    return Promise.resolve(identity).then((known) => {
      if (known === 'unknown') return settle({ ok: false, reason: 'unknown-asker' }, undefined, slot, visit);
      return known ? loadPersonal(request, known) : loadShared(request);
    });
  }

  /** Who asks. If that cannot be found out, nothing is assumed. */
  function identityOf(visit: Visit, slice: string): Identity | Promise<Identity> {
    const about = `the identity for ${slice}`;
    const ask = () => visit.identity?.(slice);
    const identity = warner.contain<Identity | Promise<Identity>>(about, ask, 'unknown');
    if (!(identity instanceof Promise)) return identity;
    return identity.catch((error) => {
      warner.warn(about, `threw: ${toMessage(error)}`);
      return 'unknown' as const;
    });
  }

  async function loadPersonal(request: FragmentRequest, identity: Record<string, string>): Promise<Piece> {
    const { slot, visit } = request;
    const gone = visit.client?.signal() ?? visit.gone;
    const fetched = await fetch(request, { ...visit.headers, ...identity }, gone);
    return settle(fetched, undefined, slot, visit);
  }

  function loadShared(request: FragmentRequest): Piece | Promise<Piece> {
    const { slot, visit, key } = request;
    const allowed = copies(slot.fragment);
    const kept = allowed === 'none' ? undefined : cache.get(key);
    if (kept?.age === 'fresh' && allowed === 'any') return { ...kept.copy, source: 'cache', copy: kept.copy };
    const stale = kept?.age === 'stale' && allowed === 'any';
    if (stale && !cache.lease(key, slot.deadline ?? defaultDeadline))
      return { ...kept.copy, source: 'stale' };

    // Other visitors will read this copy, so the call goes on when this client leaves.
    const filled = fetch(request, visit.headers).then((fetched) => {
      keep(fetched, request);
      cache.release(key);
      return fetched;
    });
    visit.waitUntil(filled);
    return stale
      ? { ...kept.copy, source: 'stale' }
      : filled.then((fetched) => settle(fetched, kept?.copy, slot, visit));
  }

  async function fetch(request: FragmentRequest, sent: Record<string, string>, gone?: AbortSignal) {
    const { visit, manifest } = request;
    const fetched = await call(request, { 'accept-language': visit.language, ...sent }, gone);
    if (fetched.ok && fetched.version !== manifest.version)
      await manifests.renew(manifest.slice, visit.headers);
    return fetched.ok ? { ...fetched, html: carryLanguage(fetched.html, visit.language) } : fetched;
  }

  /** Stores an answer that may be shared. A final refusal removes the copy. */
  function keep(fetched: Fetched | Failed, { manifest, path, visit, key }: FragmentRequest): void {
    if (isFinal(fetched)) cache.drop(key);
    if (!fetched.ok || !fetched.freshness) return;
    const answered = { slice: manifest.slice, version: fetched.version };
    cache.set(toCacheKey(answered, path, visit.language), fetched, fetched.freshness, fetched.tags);
  }
}
