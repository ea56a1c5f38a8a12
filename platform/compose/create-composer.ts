import type { FragmentName, Manifest } from '@jogakbo/contracts/fragment';
import { headers } from '@jogakbo/contracts/fragment';
import { type Clock, systemClock } from './clock.ts';
import { toContentSecurityPolicy } from './content-security-policy.ts';
import type { Endpoint } from './fetch-fragment.ts';
import { createFragmentCache } from './fragment-cache.ts';
import {
  createLoader,
  type LoaderOptions,
  type Piece,
  sliceOf,
  toRequest,
  type Visit,
} from './load-fragment.ts';
import { createManifests } from './manifests.ts';
import type { FragmentSlot, Page, Slot } from './page.ts';
import {
  closing,
  type Frame,
  type Inline,
  toFragmentElement,
  toMarkupElement,
  toOpening,
} from './write-page.ts';

export type ComposerOptions = {
  /** Where a slice's fragments are had: its service binding. Undefined for a slice that does not exist. */
  endpointOf: (slice: string) => Endpoint | undefined;
  frame: Frame;
  /** Shown, with status 404, where a primary fragment does not exist. */
  notFound: Page;
  /** Shown, with status 503 and `retry-after`, where a primary fragment fails and there is no copy. */
  unavailable: Page;
  /** Bytes of shared fragments kept in memory. */
  cacheLimit?: number;
  clock?: Clock;
  copies?: LoaderOptions['copies'];
};

/** How one page is to be answered. `styles` are added to the document, such as the outlines of boundaries. */
export type ComposeOptions = { status?: number; styles?: Inline[]; headers?: Record<string, string> };

export type Composer = ReturnType<typeof createComposer>;

/**
 * The composition engine. It starts every fragment of a page at once, waits for the primary ones, which decide the status,
 * and answers with one buffer if all the rest is there within {@link patience}; else it sends what it has and streams the
 * rest as it settles. Make one per isolate.
 *
 * @example
 * const composer = createComposer({ endpointOf: (slice) => env[slice], frame, notFound, unavailable });
 * return composer.compose(home, { url, params: {}, language: 'en', headers: {}, identity: {}, waitUntil });
 */
export function createComposer(options: ComposerOptions) {
  const { endpointOf, frame, clock = systemClock } = options;
  const manifests = createManifests(endpointOf, clock);
  const cache = createFragmentCache(options.cacheLimit ?? defaultCacheLimit, clock);
  const loader = createLoader({ endpointOf, manifests, cache, clock, copies: options.copies });

  return { compose, fragment, expire: cache.expire, clear };

  async function compose(page: Page, visit: Visit, how: ComposeOptions = {}): Promise<Response> {
    const left = new AbortController();
    visit.gone?.addEventListener('abort', () => left.abort());
    const present = { ...visit, gone: left.signal };

    let flights = page.order.map((name) => start(name, page.slots[name] as Slot, present));
    const head = start('head', page.head, present);
    for (const flight of [head, ...flights.filter(({ slot }) => 'fragment' in slot && slot.primary)]) {
      await flight.done;
      if (!isPrimary(flight.slot) || !flight.piece || flight.piece.status < 400) continue;
      left.abort();
      return giveUp(flight.piece, visit, how);
    }
    if (flights.some(({ piece }) => !piece)) {
      await Promise.race([Promise.all(flights.map(({ done }) => done)), clock.wait(patience)]);
    }

    const shown = manifestsOf(flights);
    flights = await matchVersions(flights, shown, present);
    const write = (flight: Flight) => toElement(flight, present, shown);
    const styles = [...shown.values()].map(({ stylesheet }) => stylesheet).concat(how.styles ?? []);
    const opening = toOpening(page, visit, frame, head.piece?.html ?? '', styles);
    const ready = flights.filter(({ piece }) => piece);
    const pending = flights.filter(({ piece }) => !piece);
    const first = opening + ready.map(write).join('');
    const body = pending.length === 0 ? first + closing : stream(first, pending, write, left);
    return new Response(body, { status: how.status ?? 200, headers: toHeaders(page, styles, how) });
  }

  /** One fragment by itself, for a browser that refreshes it. */
  async function fragment(name: FragmentName, visit: Visit): Promise<Response> {
    const slot: FragmentSlot = { fragment: name };
    const manifest = await manifests.load(sliceOf(slot));
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
    const flight: Flight = { name, slot, piece: undefined, done: undefined };
    if ('markup' in slot) {
      flight.piece = { html: slot.markup(visit), version: '', status: 200, source: 'fresh' };
      return flight;
    }
    const loaded = loader.load(slot, visit);
    if (loaded instanceof Promise) {
      flight.done = loaded.then((piece) => {
        flight.piece = piece;
      });
    } else {
      flight.piece = loaded;
    }
    return flight;
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
    if (!flights.some((flight) => isOtherVersion(flight, shown))) return flights;
    const matching = flights.map((flight) =>
      isOtherVersion(flight, shown) ? start(flight.name, flight.slot, visit) : flight,
    );
    await Promise.all(matching.filter((flight, index) => flight !== flights[index]).map(({ done }) => done));
    return matching;
  }

  function toElement(flight: Flight, visit: Visit, shown: Map<string, Manifest>): string {
    const { name, slot } = flight;
    const piece = flight.piece as Piece;
    if ('markup' in slot) return toMarkupElement(name, slot, piece.html);
    const manifest = shown.get(sliceOf(slot));
    const fitting = isOtherVersion(flight, shown) ? loader.replace(slot, visit, manifest) : piece;
    return toFragmentElement(name, slot, fitting, visit, manifest);
  }

  function stream(
    first: string,
    pending: Flight[],
    write: (flight: Flight) => string,
    left: AbortController,
  ) {
    const encoder = new TextEncoder();
    return new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(encoder.encode(first));
        let waiting = pending;
        while (waiting.length > 0 && !left.signal.aborted) {
          await Promise.race(waiting.map(({ done }) => done));
          await clock.wait(0);
          const settled = waiting.filter(({ piece }) => piece);
          waiting = waiting.filter(({ piece }) => !piece);
          const written = settled.map(write).join('');
          if (!left.signal.aborted)
            controller.enqueue(encoder.encode(waiting.length > 0 ? written : written + closing));
        }
        if (!left.signal.aborted) controller.close();
      },
      cancel: () => left.abort(),
    });
  }

  function giveUp(piece: Piece, visit: Visit, how: ComposeOptions): Promise<Response> {
    if (piece.status === 404) return compose(options.notFound, visit, { ...how, status: 404 });
    return compose(options.unavailable, visit, {
      ...how,
      status: 503,
      headers: { ...how.headers, 'retry-after': '1' },
    });
  }

  function toHeaders(page: Page, styles: Inline[], how: ComposeOptions): Record<string, string> {
    return {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': page.cacheControl,
      'content-security-policy': toContentSecurityPolicy(
        [frame.style, frame.layoutStyle, ...styles],
        [frame.importMap, frame.loader],
      ),
      ...how.headers,
    };
  }

  function clear(): void {
    cache.clear();
    manifests.clear();
  }
}

/** Milliseconds a page waits for the last fragments, once its status is known, to go out in one buffer. */
export const patience = 5;
const defaultCacheLimit = 32 * 1024 * 1024;

type Flight = { name: string; slot: Slot; piece: Piece | undefined; done: Promise<void> | undefined };

function isPrimary(slot: Slot): boolean {
  return 'fragment' in slot && slot.primary === true;
}

function isOtherVersion({ slot, piece }: Flight, shown: Map<string, Manifest>): boolean {
  if (!('fragment' in slot) || !piece?.version) return false;
  return piece.version !== shown.get(sliceOf(slot))?.version;
}
