import { type FragmentName, headers, type Manifest } from '@jogakbo/contracts/fragment';
import { systemClock } from './clock.ts';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { createAdmission, type Leave, toOverloaded } from './create-admission.ts';
import { createCaller } from './create-caller.ts';
import { createClient } from './create-client.ts';
import { createDocuments } from './create-documents.ts';
import { createElementWriter } from './create-element-writer.ts';
import { createGuards } from './create-guards.ts';
import { createKeepAlive } from './create-keep-alive.ts';
import { createPageMemo } from './create-page-memo.ts';
import { createRetryBudget } from './create-retry-budget.ts';
import { createWarner } from './create-warner.ts';
import { type Flight, isOtherVersion, isPrimary, isShared, startFlight } from './flight.ts';
import { createFragmentCache } from './fragment-cache.ts';
import { joinBytes } from './join-bytes.ts';
import { createLoader, type Piece, sliceOf, toRequest, type Visit } from './load-fragment.ts';
import { createManifests } from './manifests.ts';
import type { FragmentSlot, Page, Slot } from './page.ts';
import { type FragmentReport, toFragmentReports, toServerTiming } from './page-report.ts';
import { refusePrimaries } from './refuse-primaries.ts';
import { streamFlights } from './stream-flights.ts';
import { hostOf, toPageHeaders } from './to-page-headers.ts';
import { closing, toMarkupElement } from './write-page.ts';

export type Composer = ReturnType<typeof createComposer>;

/**
 * The composition engine. It starts every fragment of a page at once, waits for the primary ones, which decide the status,
 * and answers with one buffer if all the rest is there within {@link patience}; else it sends what it has and streams the
 * rest as it settles. Make one per isolate.
 *
 * @example
 * const composer = createComposer({ endpointOf: (slice) => env[slice], frame, notFound, unavailable });
 * return composer.compose(home, { url, params: {}, language: 'en', headers: {}, waitUntil });
 */
export function createComposer(options: ComposerOptions) {
  const { clock = systemClock, timing = 'times' } = options;
  refusePrimaries(options);
  const warner = createWarner(options.onWarning);
  const { contain } = warner;
  const endpointOf = (slice: string) =>
    contain(`the endpoint of slice ${slice}`, () => options.endpointOf(slice), undefined);
  const manifests = createManifests(endpointOf, clock);
  const cache = createFragmentCache(options.cacheLimit ?? defaultCacheLimit, clock);
  const documentOf = createDocuments(options.frame);
  const writeElement = createElementWriter();
  const join = createPageMemo(pageMemoLimit);
  const guards = createGuards(clock, options.guards);
  const call = createCaller({ endpointOf, guards, budget: createRetryBudget(), clock });
  const loader = createLoader({ call, manifests, cache, warner, copies: options.copies });
  const admission = createAdmission(clock, guards, options);

  return { compose, fragment, admit: admission.take, expire: cache.expire, clear };

  /** Answers with a page, or at once with 503 where too much is under way. */
  async function compose(page: Page, visit: Visit, how: ComposeOptions = {}): Promise<Response> {
    const end = how.admitted ? () => {} : admission.take();
    if (!end) return toOverloaded(options.overloaded ?? overloaded);
    try {
      return await composePage(page, visit, how, { end, began: clock.now(), failed: [] });
    } catch (error) {
      end();
      throw error;
    }
  }

  async function composePage(
    page: Page,
    visit: Visit,
    how: ComposeOptions,
    attempt: Attempt,
  ): Promise<Response> {
    const { began } = attempt;
    const { inserted } = visit;
    // Someone's input is in it: the page takes on its version, whatever version the slice was known by.
    if (inserted?.version) await manifests.match(sliceOf(inserted), inserted.version, visit.headers);
    const client = createClient(visit.gone);
    const present: Visit = { ...visit, client, waitUntil: createKeepAlive(visit.waitUntil) };

    let flights = page.order.map((name) => start(name, page.slots[name] as Slot, present));
    const head = start('head', page.head, present);
    const reportNow = () => attempt.failed.concat(toFragmentReports([head, ...flights], guards.state));
    let ended = false;
    const finish = (status: number, whole = false) => {
      if (ended) return;
      ended = true;
      attempt.end();
      const report = { status, milliseconds: clock.now() - began, whole, fragments: reportNow() };
      contain('onReport', () => how.onReport?.(report), undefined);
    };
    if ([head, ...flights].some(({ done }) => done)) {
      client.signal().addEventListener('abort', () => finish(clientLeft));
      admission.watch(began);
    }
    for (const flight of [head, ...flights.filter(isPrimary)]) {
      if (flight.done) await flight.done;
      if (client.gone) return new Response(null, { status: clientLeft });
      if (!isPrimary(flight) || !flight.piece || flight.piece.status < 400) continue;
      ended = true;
      client.leave();
      return giveUp(flight, visit, how, attempt);
    }
    if (!how.withoutBody && flights.some(({ piece }) => !piece)) {
      await Promise.race([Promise.all(flights.map(({ done }) => done)), clock.wait(patience)]);
    }

    const shown = manifestsOf(flights);
    if (flights.some((flight) => isOtherVersion(flight, shown)))
      flights = await matchVersions(flights, shown, present);
    const styles = [...shown.values()].map(({ stylesheet }) => stylesheet).concat(how.styles ?? []);
    const document = documentOf(page, visit.language, styles);
    const status = how.status ?? 200;
    const answer = {
      status,
      headers: toPageHeaders(
        page,
        document.policyFor(hostOf(visit.url)),
        how,
        toServerTiming(reportNow(), timing),
      ),
    };
    const pending = flights.filter(({ piece }) => !piece);
    if (how.withoutBody) {
      finish(status, pending.length === 0);
      client.leave();
      return new Response(null, answer);
    }

    const write = (flight: Flight) => toElement(flight, present, shown);
    const ready = flights.filter(({ piece }) => piece);
    const own = contain('the head of the page', () => how.head?.(head.piece?.place), '') ?? '';
    const first = [document.before, head.piece?.html ?? '', own, document.after, ...ready.map(write)];
    if (pending.length > 0) {
      return new Response(
        streamFlights(joinBytes(first), pending, {
          write,
          closing,
          clock,
          client,
          onEnd: () => finish(status),
        }),
        answer,
      );
    }
    finish(status, true);
    const parts = [...first, closing];
    const shared = [head, ...flights].every(isShared);
    return new Response(shared ? join(visit.url, parts) : joinBytes(parts), answer);
  }

  /** One fragment by itself, for a browser that refreshes it; at once 503 where too much is under way. */
  async function fragment(name: FragmentName, visit: Visit): Promise<Response> {
    const leave = admission.take(visit.gone);
    if (!leave) return toOverloaded(null);
    admission.watch(clock.now());
    try {
      return await loadAlone(name, visit);
    } finally {
      leave();
    }
  }

  async function loadAlone(name: FragmentName, visit: Visit): Promise<Response> {
    const slot: FragmentSlot = { fragment: name };
    const manifest = await manifests.load(sliceOf(slot), visit.headers);
    const declared = manifest && toRequest(slot, visit, manifest).declared;
    if (manifest && !declared) return new Response(null, { status: 404 });
    const piece = await loader.load(slot, visit);
    const personal = declared?.personal ?? true;
    return new Response(piece.status === 200 ? piece.html : null, {
      status: piece.status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control':
          personal || piece.status >= 400 ? 'private, no-store' : 'public, max-age=0, must-revalidate',
        'content-language': visit.language,
        vary: 'accept-language, cookie',
        [headers.version]: piece.version,
      },
    });
  }

  function start(name: string, slot: Slot, visit: Visit): Flight {
    return startFlight(name, slot, visit, loader, clock, warner);
  }

  /** The manifests whose styles the page gets. */
  function manifestsOf(flights: Flight[]): Map<string, Manifest> {
    const shown = new Map<string, Manifest>();
    for (const { slot } of flights) {
      const manifest = 'fragment' in slot && manifests.peek(sliceOf(slot));
      if (manifest) shown.set(manifest.slice, manifest);
    }
    return shown;
  }

  /** A page never mixes a slice's versions: what was made by another than the one whose styles it gets is loaded anew. */
  async function matchVersions(
    flights: Flight[],
    shown: Map<string, Manifest>,
    visit: Visit,
  ): Promise<Flight[]> {
    const matching = flights.map((flight) =>
      isOtherVersion(flight, shown) ? start(flight.name, flight.slot, visit) : flight,
    );
    await Promise.all(matching.filter((flight, index) => flight !== flights[index]).map(({ done }) => done));
    return matching;
  }

  function toElement(flight: Flight, visit: Visit, shown: Map<string, Manifest>): string | Uint8Array {
    const { name, slot } = flight;
    const piece = flight.piece as Piece;
    if ('markup' in slot) return toMarkupElement(name, slot, piece.html);
    const manifest = shown.get(sliceOf(slot));
    if (isOtherVersion(flight, shown)) flight.piece = loader.replace(slot, piece, visit, manifest);
    return writeElement(name, slot, flight.piece as Piece, visit, manifest);
  }

  /** Shows the page that says why the one that was asked for cannot be shown. */
  function giveUp(flight: Flight, visit: Visit, how: ComposeOptions, attempt: Attempt): Promise<Response> {
    const status = Math.min((flight.piece as Piece).status, 503);
    const refused = gone.includes(status) ? options.notFound : (options.refused ?? options.notFound);
    const page = status < 500 ? refused : options.unavailable;
    const failed = toFragmentReports([flight], guards.state);
    return composePage(page, visit, { ...how, status, head: undefined }, { ...attempt, failed });
  }

  function clear(): void {
    cache.clear();
    manifests.clear();
    guards.clear();
  }
}

/** One request for a page: its place, when it began, and what failed before another page was shown instead. */
type Attempt = { end: Leave; began: number; failed: FragmentReport[] };

/** Statuses of a primary fragment for which the page says that it does not exist. */
const gone = [404, 410];

const overloaded = 'Too many requests are under way. Please try again in a moment.';
/** Milliseconds a page waits for the last fragments, once its status is known, to go out in one buffer. */
export const patience = 5;
const defaultCacheLimit = 32 * 1024 * 1024;
/** The status reported of a page whose client left before it was whole, as nginx has it. */
const clientLeft = 499;
/** Bytes of joined pages that are kept. */
const pageMemoLimit = 8 * 1024 * 1024;
