import { type FragmentDeclaration, type Manifest, toFragmentPath } from '@jogakbo/contracts/fragment';
import { carryLanguage } from './carry-language.ts';
import type { Call, createCaller, Failed } from './create-caller.ts';
import type { Client } from './create-client.ts';
import { createSettle, isFinal } from './create-settle.ts';
import { toMessage, type Warner } from './create-warner.ts';
import { type Fetched, isKnownBalanced } from './fetch-fragment.ts';
import type { Copy, FragmentCache } from './fragment-cache.ts';
import type { Manifests } from './manifests.ts';
import { defaultDeadline, type FragmentSlot, type View } from './page.ts';

/** One request for a page or a fragment, as the engine needs to know it. */
export type Visit = View & {
  /** Sent to every fragment, such as `traceparent`. */
  headers: Record<string, string>;
  /**
   * Headers that tell a slice who asks, sent to its personal fragments only. Where it throws the asker is `unknown`. Where there are none, the asker gets
   * what others get of whom it is told nothing. For `unknown` no fragment is asked for: its place gets the page's fallback.
   */
  identity?: ((slice: string) => Identity | Promise<Identity>) | undefined;
  /** Keeps work alive that outlasts the answer. */
  waitUntil(work: Promise<unknown>): void;
  /** Aborts when the client has gone. */
  gone?: AbortSignal;
  /** The page's client, whose leaving ends what is made for it alone; where there is one it stands for `gone`. */
  client?: Client;
  /** A fragment that an action has made already, put in its place as it is. */
  inserted?: { fragment: string; html: string; version: string };
};

/** `unknown` where it cannot be looked up now who asks: such an asker is shown neither a guest's nor a member's fragment. */
export type Identity = Record<string, string> | 'unknown' | undefined;

/**
 * What stands in a slot, and why. A `status` from 400 on says that there was no answer to show: the 4xx by which the slice
 * refused, or 503 for a failure.
 */
export type Piece = {
  html: string;
  version: string;
  status: number;
  source: 'fresh' | 'cache' | 'stale' | 'fallback';
  reason?: Failed['reason'];
  /** What exactly was wrong, for developers. */
  detail?: string | undefined;
  /** Path and query of what it shows, where the slice says so. */
  place?: string | undefined;
  /** The very copy that is shown, where it is one. */
  copy?: Copy;
};

export type LoaderOptions = {
  call: ReturnType<typeof createCaller>;
  manifests: Manifests;
  cache: FragmentCache;
  warner: Warner;
  /** Which copies of a fragment may be served; development's fault injection restricts them. */
  copies?: ((fragment: string) => 'none' | 'stale' | 'any') | undefined;
};

/** Loads fragments: from the cache where a copy is fresh, else from the slice, else whatever `settle` leaves. */
export function createLoader({ call, manifests, cache, warner, copies = () => 'any' }: LoaderOptions) {
  const settle = createSettle(warner);
  return { load, replace };

  /** Gives the piece itself where it is at hand, so that a warm page waits for nothing. */
  function load(slot: FragmentSlot, visit: Visit): Piece | Promise<Piece> {
    if (visit.inserted?.fragment === slot.fragment) {
      const { html, version } = visit.inserted;
      if (!isKnownBalanced(html)) return settle({ ok: false, reason: 'unbalanced' }, undefined, slot, visit);
      return { html: carryLanguage(html, visit.language), version, status: 200, source: 'fresh' };
    }
    const slice = sliceOf(slot);
    const manifest = manifests.peek(slice);
    if (manifest) return loadDeclared(slot, visit, manifest);
    return manifests
      .load(slice, visit.headers)
      .then((loaded) =>
        loaded
          ? loadDeclared(slot, visit, loaded)
          : settle({ ok: false, reason: 'error' }, undefined, slot, visit),
      );
  }

  /** What to show instead of a piece made by another version than `manifest`'s, whose styles the page already has. */
  function replace(slot: FragmentSlot, piece: Piece, visit: Visit, manifest: Manifest | undefined): Piece {
    const allowed = manifest && copies(slot.fragment) !== 'none';
    const copy = allowed ? cache.get(toRequest(slot, visit, manifest).key)?.copy : undefined;
    const detail = `the page has ${manifest?.version ?? 'no version'}, ${piece.version} answered`;
    return settle({ ok: false, reason: 'other-version', detail }, copy, slot, visit);
  }

  function loadDeclared(slot: FragmentSlot, visit: Visit, manifest: Manifest): Piece | Promise<Piece> {
    const request = toRequest(slot, visit, manifest);
    const { declared } = request;
    if (!declared) return settle({ ok: false, reason: 'undeclared' }, undefined, slot, visit);
    const identity = declared.personal ? identityOf(visit, sliceOf(slot)) : undefined;
    if (!identity) return loadShared(slot, visit, manifest, request);
    return Promise.resolve(identity).then((known) => {
      if (known === 'unknown') return settle({ ok: false, reason: 'unknown-asker' }, undefined, slot, visit);
      return known
        ? loadPersonal(slot, visit, manifest, request.path, known)
        : loadShared(slot, visit, manifest, request);
    });
  }

  /** Where it cannot be found out who asks, nothing is assumed of them. */
  function identityOf(visit: Visit, slice: string): Identity | Promise<Identity> {
    const about = `the identity for ${slice}`;
    const identity = warner.contain<Identity | Promise<Identity>>(
      about,
      () => visit.identity?.(slice),
      'unknown',
    );
    if (!(identity instanceof Promise)) return identity;
    return identity.catch((error) => {
      warner.warn(about, `threw: ${toMessage(error)}`);
      return 'unknown' as const;
    });
  }

  async function loadPersonal(
    slot: FragmentSlot,
    visit: Visit,
    manifest: Manifest,
    path: string,
    identity: Record<string, string>,
  ): Promise<Piece> {
    const sent = { ...visit.headers, ...identity };
    return settle(
      await fetch(slot, visit, manifest, path, { sent, gone: visit.client?.signal() ?? visit.gone }),
      undefined,
      slot,
      visit,
    );
  }

  function loadShared(
    slot: FragmentSlot,
    visit: Visit,
    manifest: Manifest,
    { path, key }: ReturnType<typeof toRequest>,
  ): Piece | Promise<Piece> {
    const allowed = copies(slot.fragment);
    const kept = allowed === 'none' ? undefined : cache.get(key);
    if (kept?.age === 'fresh' && allowed === 'any') return { ...kept.copy, source: 'cache', copy: kept.copy };
    const stale = kept?.age === 'stale' && allowed === 'any';
    if (stale && !cache.lease(key, slot.deadline ?? defaultDeadline))
      return { ...kept.copy, source: 'stale' };

    // Others will read what this fills, so it goes on when this client leaves.
    const filled = fetch(slot, visit, manifest, path, { sent: visit.headers }).then((fetched) => {
      keep(fetched, manifest, path, visit);
      cache.release(key);
      return fetched;
    });
    visit.waitUntil(filled);
    return stale
      ? { ...kept.copy, source: 'stale' }
      : filled.then((fetched) => settle(fetched, kept?.copy, slot, visit));
  }

  async function fetch(
    slot: FragmentSlot,
    visit: Visit,
    manifest: Manifest,
    path: string,
    to: Omit<Call, 'of'>,
  ) {
    const fetched = await call(slot, manifest, path, {
      ...to,
      of: visit,
      sent: { 'accept-language': visit.language, ...to.sent },
    });
    if (fetched.ok && fetched.version !== manifest.version)
      await manifests.renew(manifest.slice, visit.headers);
    return fetched.ok ? { ...fetched, html: carryLanguage(fetched.html, visit.language) } : fetched;
  }

  function keep(fetched: Fetched | Failed, manifest: Manifest, path: string, visit: Visit): void {
    if (isFinal(fetched)) cache.drop(toKey(manifest, path, visit));
    if (!fetched.ok || !fetched.freshness) return;
    const key = toKey({ ...manifest, version: fetched.version }, path, visit);
    cache.set(key, fetched, fetched.freshness, fetched.tags);
  }
}

export function sliceOf({ fragment }: { fragment: string }): string {
  return fragment.slice(0, fragment.indexOf('/'));
}

export type FragmentRequest = { declared: FragmentDeclaration | undefined; path: string; key: string };

type Known = {
  manifest: Manifest;
  language: string;
  values: (string | undefined)[];
  request: FragmentRequest;
};
const known = new WeakMap<FragmentSlot, Known>();

/**
 * How a slot's fragment is asked for: its declaration, its path with the declared parameters only, and its cache key. The last
 * one is remembered for each slot, as most pages are asked for many times in a row.
 */
export function toRequest(slot: FragmentSlot, visit: View, manifest: Manifest): FragmentRequest {
  const name = slot.fragment.slice(manifest.slice.length + 1);
  const declared = Object.hasOwn(manifest.fragments, name) ? manifest.fragments[name] : undefined;
  const names = declared?.params ?? [];
  const toValue = (param: string) => slot.params?.[param] ?? visit.params[param];
  const last = known.get(slot);
  if (
    last?.manifest === manifest &&
    last.language === visit.language &&
    names.every((param, index) => last.values[index] === toValue(param))
  ) {
    return last.request;
  }
  const values = names.map(toValue);
  const given = names.flatMap((param, index) =>
    values[index] === undefined ? [] : [[param, values[index]]],
  );
  const path = toFragmentPath(name, Object.fromEntries(given));
  const request = { declared, path, key: toKey(manifest, path, visit) };
  known.set(slot, { manifest, language: visit.language, values, request });
  return request;
}

function toKey(manifest: Pick<Manifest, 'slice' | 'version'>, path: string, view: View): string {
  return `${manifest.slice}@${manifest.version}${path} ${view.language}`;
}
