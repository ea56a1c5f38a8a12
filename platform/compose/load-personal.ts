import type { Joiner } from './batching.ts';
import type { Clock } from './clock.ts';
import { type FragmentRequest, sliceOf, toCacheKey } from './create-addresses.ts';
import type { Failed } from './create-caller.ts';
import type { createIdentityReader } from './create-identity-reader.ts';
import type { createSettle } from './create-settle.ts';
import { toMessage, type Warner } from './create-warner.ts';
import type { Fetched } from './fetch-fragment.ts';
import type { Piece } from './piece.ts';
import type { PrivateCopies } from './private-copies.ts';
import type { Identity, Visit } from './visit.ts';

type Engine = {
  /** Undefined if the host keeps none. */
  copies: PrivateCopies | undefined;
  batching: Joiner | undefined;
  readIdentity: ReturnType<typeof createIdentityReader>;
  fetch(
    request: FragmentRequest,
    sent: Record<string, string>,
    gone?: AbortSignal,
  ): Promise<Fetched | Failed>;
  /** Loads what all visitors share, as a guest without an identity sees it. */
  loadShared(request: FragmentRequest): Piece | Promise<Piece>;
  settle: ReturnType<typeof createSettle>;
  clock: Clock;
  warner: Warner;
};

/** Loads personal fragments: a private copy of the asker, else the answer of the slice. */
export function createPersonalLoader(engine: Engine) {
  const { copies, batching, readIdentity, fetch, loadShared, settle, clock, warner } = engine;
  return { load, loadFor };

  /** @param mayKeep whether private copies may be shown and made */
  function load(request: FragmentRequest, mayKeep: boolean): Piece | Promise<Piece> {
    const { slot, visit } = request;
    const identity = readIdentity(visit, sliceOf(slot));
    if (!identity) return loadShared(request);
    const asker = copies && mayKeep && !visit.withoutCopies ? readAskerKey(visit) : undefined;
    if (!(identity instanceof Promise) && !(asker instanceof Promise))
      return choose(request, identity, asker);
    const asking = Promise.all([identity, asker]);
    batching?.hold(visit, sliceOf(slot), asking);
    return asking.then(([known, key]) => choose(request, known, key));
  }

  function choose(
    request: FragmentRequest,
    identity: Identity,
    asker: string | undefined,
  ): Piece | Promise<Piece> {
    if (!identity) return loadShared(request);
    if (identity !== 'unknown') return loadFor(request, identity, asker);
    return settle({ ok: false, reason: 'unknown-asker' }, undefined, request.slot, request.visit);
  }

  /**
   * Loads a fragment for this visit alone.
   *
   * @param sent the headers that say who asks
   * @param asker the key of the asker's private copies; without it, none is shown and none is made
   */
  function loadFor(
    request: FragmentRequest,
    sent: Record<string, string>,
    asker?: string,
  ): Piece | Promise<Piece> {
    const { visit, key } = request;
    const copy = asker === undefined || visit.refreshes ? undefined : copies?.get(asker, key);
    // `copy` of a piece means that everybody may see it, so it is not set.
    return copy ? { ...copy, source: 'cache' } : fetchFor(request, sent, asker);
  }

  async function fetchFor(
    request: FragmentRequest,
    sent: Record<string, string>,
    asker: string | undefined,
  ): Promise<Piece> {
    const { slot, visit, manifest, path } = request;
    const began = clock.now();
    const gone = visit.client?.signal() ?? visit.gone;
    const fetched = await fetch(request, { ...visit.headers, ...sent }, gone);
    if (asker !== undefined && fetched.ok) {
      const { html, version, status, place, cacheControl } = fetched;
      const key = toCacheKey({ ...manifest, version }, path, visit.language);
      copies?.set(asker, key, { html, version, status, place }, cacheControl, began);
    }
    return settle(fetched, undefined, slot, visit);
  }

  /** A host that cannot tell the key gets no private copies. */
  function readAskerKey(visit: Visit): string | undefined | Promise<string | undefined> {
    const about = 'the key of the asker';
    const key = warner.contain(about, () => visit.askerKey?.(), undefined);
    if (!(key instanceof Promise)) return key;
    return key.catch((error) => {
      warner.warn(about, `threw: ${toMessage(error)}`);
      return undefined;
    });
  }
}
