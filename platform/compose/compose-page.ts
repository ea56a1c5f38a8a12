import type { Manifest } from '@jogakbo/contracts/fragment';
import type { Clock } from './clock.ts';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { sliceOf } from './create-addresses.ts';
import type { Admission } from './create-admission.ts';
import { type Client, createClient } from './create-client.ts';
import type { Documents } from './create-documents.ts';
import type { ElementWriter } from './create-element-writer.ts';
import { createKeepAlive } from './create-keep-alive.ts';
import type { PageMemo } from './create-page-memo.ts';
import type { Warner } from './create-warner.ts';
import { type Flight, isOtherVersion, isPrimary, isShared, startFlight } from './flight.ts';
import { joinBytes } from './join-bytes.ts';
import type { Loader } from './load-fragment.ts';
import type { Manifests } from './manifests.ts';
import type { Page, Slot } from './page.ts';
import { toServerTiming } from './page-report.ts';
import type { PageRun } from './page-run.ts';
import type { Piece } from './piece.ts';
import { streamFlights } from './stream-flights.ts';
import { hostOf, toPageHeaders } from './to-page-headers.ts';
import type { Visit } from './visit.ts';
import { closing, toMarkupElement } from './write-page.ts';

type Engine = {
  options: Pick<ComposerOptions, 'notFound' | 'refused' | 'unavailable' | 'timing'>;
  clock: Clock;
  warner: Warner;
  admission: Admission;
  manifests: Manifests;
  loader: Loader;
  documents: Documents;
  writeElement: ElementWriter['write'];
  join: PageMemo['join'];
};

/** A page that is being composed. `visit` carries the page's own client. */
type Composition = {
  page: Page;
  visit: Visit;
  how: ComposeOptions;
  status: number;
  client: Client;
  head: Flight;
  flights: Flight[];
  run: PageRun;
};

/**
 * Makes the function that composes one page, in stages: start every fragment; wait for the primary ones, which decide the status; wait
 * {@link patience} for the others; agree on one version of each slice; answer in one buffer, or stream.
 */
export function createPageComposer(engine: Engine) {
  const { options, clock, warner, admission, manifests, loader, documents, writeElement, join } = engine;
  const { contain } = warner;
  return composePage;

  async function composePage(page: Page, visit: Visit, how: ComposeOptions, run: PageRun): Promise<Response> {
    const { inserted } = visit;
    // The visitor's input is in it, so the page takes on its version, whatever version of the slice is known.
    if (inserted?.version) await manifests.match(sliceOf(inserted), inserted.version, visit.headers);
    const composition = startPage(page, visit, how, run);
    const failed = await waitForPrimaries(composition);
    if (composition.client.gone) {
      run.finish(clientLeft);
      return new Response(null, { status: clientLeft });
    }
    if (failed?.piece?.location) return redirect(failed.piece, composition);
    if (failed) return replacePage(failed, composition, visit);
    await waitForOthers(composition);
    const shown = await matchVersions(composition);
    return toResponse(composition, shown);
  }

  /** Stage 1: every fragment is started at once. */
  function startPage(page: Page, visit: Visit, how: ComposeOptions, run: PageRun): Composition {
    const client = createClient(visit.gone);
    const present: Visit = { ...visit, client, waitUntil: createKeepAlive(visit.waitUntil) };
    const flights = page.order.map((name) => start(name, page.slots[name] as Slot, present));
    const head = start('head', page.head, present);
    run.follow([head, ...flights]);
    if ([head, ...flights].some(({ done }) => done)) {
      visit.gone?.addEventListener('abort', () => {
        client.leave();
        run.finish(clientLeft);
      });
      admission.watch(run.began);
    }
    return { page, visit: present, how, status: how.status ?? 200, client, head, flights, run };
  }

  /** Stage 2: the primary fragments decide the status. Returns the first that failed. */
  async function waitForPrimaries({ head, flights, client }: Composition): Promise<Flight | undefined> {
    for (const flight of [head, ...flights.filter(isPrimary)]) {
      if (flight.done) await flight.done;
      if (client.gone) return undefined;
      if (isPrimary(flight) && (flight.piece as Piece).status >= 300) return flight;
    }
    return undefined;
  }

  /** Instead of stages 3 to 5: the redirect of a primary fragment is the answer of the page. */
  function redirect({ status, location = '' }: Piece, { page, how, client, run }: Composition): Response {
    client.leave();
    run.finish(status, true);
    return new Response(null, {
      status,
      headers: { location, 'cache-control': page.cacheControl, ...how.headers },
    });
  }

  /** Instead of stages 3 to 5: shows the page that says why the requested one cannot be shown. */
  function replacePage(failed: Flight, { client, how, run }: Composition, visit: Visit): Promise<Response> {
    client.leave();
    run.replacePage(failed);
    const status = Math.min((failed.piece as Piece).status, 503);
    const refused = gone.includes(status) ? options.notFound : (options.refused ?? options.notFound);
    const page = status < 500 ? refused : options.unavailable;
    return composePage(page, visit, { ...how, status, head: undefined }, run);
  }

  /** Stage 3: the other fragments may come a little later and still go out in one buffer. */
  async function waitForOthers({ how, flights }: Composition): Promise<void> {
    if (how.withoutBody || flights.every(({ piece }) => piece)) return;
    await Promise.race([Promise.all(flights.map(({ done }) => done)), clock.wait(patience)]);
  }

  /**
   * Stage 4: a page never mixes versions of a slice. A fragment of another version than the one whose styles the page gets is loaded again.
   *
   * @returns the manifests whose styles the page gets
   */
  async function matchVersions(composition: Composition): Promise<Map<string, Manifest>> {
    const { flights, visit, head, run } = composition;
    const shown = manifestsOf(flights);
    if (!flights.some((flight) => isOtherVersion(flight, shown))) return shown;
    const matching = flights.map((flight) =>
      isOtherVersion(flight, shown) ? start(flight.name, flight.slot, visit) : flight,
    );
    composition.flights = matching;
    run.follow([head, ...matching]);
    await Promise.all(matching.filter((flight, index) => flight !== flights[index]).map(({ done }) => done));
    return shown;
  }

  /** Stage 5: the headers, and a body in one buffer or as a stream. */
  function toResponse(composition: Composition, shown: Map<string, Manifest>): Response {
    const { page, visit, how, status, client, head, flights, run } = composition;
    const styles = [...shown.values()].map(({ stylesheet }) => stylesheet).concat(how.styles ?? []);
    const document = documents.documentOf(page, visit.language, styles);
    const timing = toServerTiming(run.reports(), options.timing ?? 'times');
    const policy = document.policyFor(hostOf(visit.url));
    const answer = { status, headers: toPageHeaders(page, policy, how, timing) };
    const pending = flights.filter(({ piece }) => !piece);
    if (how.withoutBody) {
      run.finish(status, pending.length === 0);
      client.leave();
      return new Response(null, answer);
    }

    const write = (flight: Flight) => toElement(flight, visit, shown);
    const ready = flights.filter(({ piece }) => piece);
    const own = contain('the head of the page', () => how.head?.(head.piece?.place), '') ?? '';
    const first = [document.before, head.piece?.html ?? '', own, document.after, ...ready.map(write)];
    if (pending.length > 0) {
      const onEnd = () => run.finish(client.gone ? clientLeft : status);
      return new Response(
        streamFlights(joinBytes(first), pending, { write, closing, clock, client, onEnd }),
        answer,
      );
    }
    run.finish(status, true);
    const parts = [...first, closing];
    const shared = [head, ...flights].every(isShared);
    return new Response(shared ? join(visit.url, parts) : joinBytes(parts), answer);
  }

  function start(name: string, slot: Slot, visit: Visit): Flight {
    return startFlight(name, slot, visit, loader, clock, warner);
  }

  function manifestsOf(flights: Flight[]): Map<string, Manifest> {
    const shown = new Map<string, Manifest>();
    for (const { slot } of flights) {
      const manifest = 'fragment' in slot && manifests.peek(sliceOf(slot));
      if (manifest) shown.set(manifest.slice, manifest);
    }
    return shown;
  }

  function toElement(flight: Flight, visit: Visit, shown: Map<string, Manifest>): string | Uint8Array {
    const { name, slot } = flight;
    const piece = flight.piece as Piece;
    if ('markup' in slot) return toMarkupElement(name, slot, piece.html);
    const manifest = shown.get(sliceOf(slot));
    if (isOtherVersion(flight, shown)) flight.piece = loader.replace(slot, piece, visit, manifest);
    return writeElement(name, slot, flight.piece as Piece, visit, manifest);
  }
}

/** Statuses of a primary fragment for which the page says that it does not exist. */
const gone = [404, 410];
/** Milliseconds that a page waits for the last fragments once its status is known, so that it can go out in one buffer. */
export const patience = 5;
/** The reported status of a page whose client left before the page was whole, as in nginx. */
const clientLeft = 499;
