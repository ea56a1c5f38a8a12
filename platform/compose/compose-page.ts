import type { Manifest } from '@jogakbo/contracts/fragment';
import { createCallBudget } from './call-budget.ts';
import type { Clock } from './clock.ts';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { sliceOf } from './create-addresses.ts';
import type { Admission } from './create-admission.ts';
import { type Client, createClient } from './create-client.ts';
import type { Documents } from './create-documents.ts';
import type { createFlightWriter } from './create-flight-writer.ts';
import { createKeepAlive } from './create-keep-alive.ts';
import { createLateStyles } from './create-late-styles.ts';
import { createPageHints } from './create-page-hints.ts';
import type { PageMemo } from './create-page-memo.ts';
import type { Warner } from './create-warner.ts';
import type { DataCentre } from './data-centre.ts';
import {
  type Flight,
  isFailedPrimary,
  isOtherVersion,
  isPrimary,
  isShared,
  requireMetadata,
  startFlight,
} from './flight.ts';
import { inStartOrder } from './in-start-order.ts';
import { joinBytes } from './join-bytes.ts';
import type { Loader } from './load-fragment.ts';
import type { Manifests } from './manifests.ts';
import type { Names } from './names.ts';
import { type Page, type Slot, toHeadName } from './page.ts';
import { toServerTiming } from './page-report.ts';
import type { PageRun } from './page-run.ts';
import type { Piece } from './piece.ts';
import { streamFlights } from './stream-flights.ts';
import { hostOf, toPageHeaders } from './to-page-headers.ts';
import type { Visit } from './visit.ts';

type Engine = {
  options: Pick<ComposerOptions, 'notFound' | 'refused' | 'unavailable' | 'timing' | 'callsPerPage'>;
  clock: Clock;
  warner: Warner;
  admission: Admission;
  manifests: Manifests;
  loader: Loader;
  documents: Documents;
  dataCentre: ReturnType<DataCentre> | undefined;
  writeFlight: ReturnType<typeof createFlightWriter>;
  join: PageMemo['join'];
  names: Names;
};

/** A page that is being composed. `visit` carries the page's own client. */
type Composition = {
  page: Page;
  visit: Visit;
  how: ComposeOptions;
  status: number;
  client: Client;
  heads: Flight[];
  flights: Flight[];
  run: PageRun;
};

/**
 * Makes the function that composes one page, in stages: start every fragment; wait for the primary ones, which decide the status; wait
 * {@link gatherTimeMs} for the others; agree on one version of each slice; answer in one buffer, or stream.
 */
export function createPageComposer(engine: Engine) {
  const { options, clock, warner, admission, manifests, loader, documents, dataCentre, writeFlight, join } =
    engine;
  const { closing } = engine.names;
  return composePage;

  async function composePage(page: Page, visit: Visit, how: ComposeOptions, run: PageRun): Promise<Response> {
    const { inserted } = visit;
    // The visitor's input is in it, so the page takes on its version, whatever version of the slice is known.
    if (inserted?.version) await manifests.match(sliceOf(inserted), inserted.version, visit);
    const warming = dataCentre?.warm(page, visit);
    const prepared = warming && admission.prepare(visit.gone);
    if (warming) await warming;
    const composition = startPage(page, visit, how, run);
    prepared?.(composition.flights.filter(({ done }) => done).length);
    const failed = await waitForPrimaries(composition);
    if (composition.client.gone) {
      run.finish(clientLeft);
      return new Response(null, { status: clientLeft });
    }
    if (failed) return answerFailure(failed, composition, visit);
    await waitForOthers(composition);
    const shown = await matchVersions(composition);
    const lost = composition.flights.find(isFailedPrimary);
    return lost ? answerFailure(lost, composition, visit) : toResponse(composition, shown);
  }

  /** Stage 1: every fragment is started at once. */
  function startPage(page: Page, visit: Visit, how: ComposeOptions, run: PageRun): Composition {
    const client = createClient(visit.gone);
    const calls = visit.calls ?? createCallBudget(options.callsPerPage);
    const waitUntil = createKeepAlive(visit.waitUntil, () => dataCentre?.remember(page, visit));
    const hints = createPageHints(page);
    const present: Visit = { ...visit, confidential: page.confidential, calls, client, waitUntil, hints };
    const heads = page.heads.map((slot, index) => requireMetadata(start(toHeadName(index), slot, present)));
    const flights = inStartOrder(page, (name, slot) => start(name, slot, present), hints);
    const all = [...heads, ...flights];
    run.follow(all);
    const awaited = all.flatMap(({ done }) => done ?? []);
    if (awaited.length > 0) {
      // Nothing is given to the data centre before every fragment is there.
      if (dataCentre) waitUntil(Promise.all(awaited));
      admission.follow(awaited, visit.gone);
      visit.gone?.addEventListener('abort', () => {
        client.leave();
        run.finish(clientLeft);
      });
      admission.watch();
    }
    return { page, visit: present, how, status: how.status ?? 200, client, heads, flights, run };
  }

  /** Stage 2: the primary fragments decide the status. Returns the first that failed. */
  async function waitForPrimaries({ heads, flights, client }: Composition): Promise<Flight | undefined> {
    for (const flight of [...heads, ...flights.filter(isPrimary)]) {
      if (flight.done) await flight.done;
      if (client.gone) return undefined;
      if (isFailedPrimary(flight)) return flight;
    }
    return undefined;
  }

  /** After a failed primary fragment: the page answers with its redirect, or another page says why this one cannot be shown. */
  function answerFailure(
    flight: Flight,
    { page, visit: present, how, client, run }: Composition,
    visit: Visit,
  ): Promise<Response> | Response {
    const piece = flight.piece as Piece;
    client.leave();
    if (piece.location) {
      run.finish(piece.status, true);
      const headers = { location: piece.location, 'cache-control': page.cacheControl, ...how.headers };
      return new Response(null, { status: piece.status, headers });
    }
    run.replacePage(flight);
    const status = Math.min(piece.status, 503);
    const refused = gone.includes(status) ? options.notFound : (options.refused ?? options.notFound);
    const next = status < 500 ? refused : options.unavailable;
    return composePage(next, { ...visit, calls: present.calls }, { ...how, status, head: undefined }, run);
  }

  /**
   * Stage 3: the other fragments may come a little later and still go out in one buffer. The manifests of slices that are not known yet
   * have more time, as their styles belong in the head.
   */
  async function waitForOthers({ how, flights, visit }: Composition): Promise<void> {
    if (flights.every(({ piece }) => piece)) return;
    if (!how.withoutBody)
      await Promise.race([Promise.all(flights.map(({ done }) => done)), clock.wait(gatherTimeMs)]);
    const unknown = unknownSlicesOf(flights, visit);
    if (unknown.length === 0) return;
    const loading = unknown.map((slice) => manifests.load(slice, visit));
    await Promise.race([Promise.all(loading), clock.wait(manifestTimeoutMs)]);
  }

  /**
   * Stage 4: a page never mixes versions of a slice. A fragment of another version than the one whose styles the page gets is loaded again.
   *
   * @returns the manifests whose styles the page gets
   */
  async function matchVersions(composition: Composition): Promise<Map<string, Manifest>> {
    const { flights, visit, heads, run } = composition;
    const shown = manifestsOf(flights, visit);
    if (!flights.some((flight) => isOtherVersion(flight, shown))) return shown;
    const matching = flights.map((flight) =>
      isOtherVersion(flight, shown) ? start(flight.name, flight.slot, visit, flight.started) : flight,
    );
    composition.flights = matching;
    run.follow([...heads, ...matching]);
    await Promise.all(matching.filter((flight, index) => flight !== flights[index]).map(({ done }) => done));
    return shown;
  }

  /** Stage 5: the headers, and a body in one buffer or as a stream. */
  function toResponse(composition: Composition, shown: Map<string, Manifest>): Response {
    const { page, visit, how, status, client, heads, flights, run } = composition;
    const styles = [...shown.values()].map(({ stylesheet }) => stylesheet).concat(how.styles ?? []);
    const document = documents.documentOf(page, visit.language, styles);
    const timing = toServerTiming(run.reports(), options.timing ?? 'times');
    const pending = flights.filter(({ piece }) => !piece);
    const isKnown = pending.length === 0 || unknownSlicesOf(pending, visit).length === 0;
    const late = isKnown ? undefined : createLateStyles();
    const policy = document.policyFor(hostOf(visit.url));
    const answer = { status, headers: toPageHeaders(page, late?.allow(policy) ?? policy, how, timing) };
    if (how.withoutBody) {
      run.finish(status, pending.length === 0);
      client.leave();
      return new Response(null, answer);
    }

    const sent = { visit, shown, late, about: how.about };
    const write = (flight: Flight) => writeFlight(flight, sent);
    const ready = flights.filter(({ piece }) => piece);
    const place = heads.find(({ piece }) => piece?.place)?.piece?.place;
    const own = warner.contain('the head of the page', () => how.head?.(place), '') ?? '';
    const before = how.attributes ? documents.startOf(visit.language, how.attributes) : document.before;
    const head = heads.map(({ piece }) => piece?.html ?? '');
    const first = [before, ...head, own, document.after, ...ready.flatMap(write)];
    if (pending.length > 0) {
      const onEnd = () => run.finish(client.gone ? clientLeft : status);
      return new Response(
        streamFlights(joinBytes(first), pending, { write, closing, clock, client, onEnd }),
        answer,
      );
    }
    run.finish(status, true);
    const parts = [...first, closing];
    const body = [...heads, ...flights].every(isShared) ? join(visit.url, parts) : joinBytes(parts);
    return how.respond?.(body, answer) ?? new Response(body, answer);
  }

  function start(name: string, slot: Slot, visit: Visit, started?: number): Flight {
    return startFlight(name, slot, visit, loader, clock, warner, started);
  }

  /** The slices of flights under way whose manifests are not known. */
  function unknownSlicesOf(flights: Flight[], visit: Visit): string[] {
    const slices = flights.flatMap(({ slot, piece }) =>
      'fragment' in slot && !piece ? [sliceOf(slot)] : [],
    );
    return [...new Set(slices)].filter((slice) => !manifests.peek(slice, visit));
  }

  function manifestsOf(flights: Flight[], visit: Visit): Map<string, Manifest> {
    const shown = new Map<string, Manifest>();
    for (const { slot } of flights) {
      const manifest = 'fragment' in slot && manifests.peek(sliceOf(slot), visit);
      if (manifest) shown.set(manifest.slice, manifest);
    }
    return shown;
  }
}

/** Statuses of a primary fragment for which the page says that it does not exist. */
const gone = [404, 410];
/** Milliseconds that a page waits for the last fragments once its status is known, so that it can go out in one buffer. */
export const gatherTimeMs = 5;
/** Milliseconds that a page waits for manifests before its head is sent. Normally they come before the primary fragments. */
const manifestTimeoutMs = 100;
/** The reported status of a page whose client left before the page was whole, as in nginx. */
const clientLeft = 499;
