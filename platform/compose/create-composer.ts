import type { FragmentName } from '@jogakbo/contracts/fragment';
import { systemClock } from './clock.ts';
import { createPageComposer } from './compose-page.ts';
import type { ComposeOptions, ComposerOptions } from './composer-options.ts';
import { createAddresses } from './create-addresses.ts';
import { createAdmission, defaultOverloaded, toOverloaded } from './create-admission.ts';
import { createCaller } from './create-caller.ts';
import { createDeadlines } from './create-deadlines.ts';
import { createDocuments } from './create-documents.ts';
import { createElementWriter } from './create-element-writer.ts';
import { createFlightWriter } from './create-flight-writer.ts';
import { createGuards } from './create-guards.ts';
import { createHtmlReader } from './create-html-reader.ts';
import { createIdentityReader } from './create-identity-reader.ts';
import { createPageMemo } from './create-page-memo.ts';
import { createRetryBudget } from './create-retry-budget.ts';
import { createWarner } from './create-warner.ts';
import { createFetcher } from './fetch-fragment.ts';
import { createFragmentCache } from './fragment-cache.ts';
import { loadAlone } from './load-alone.ts';
import { createLoader } from './load-fragment.ts';
import { createManifests } from './manifests.ts';
import { toNames } from './names.ts';
import type { Page } from './page.ts';
import { createPageRun } from './page-run.ts';
import { refusePrimaries } from './refuse-primaries.ts';
import type { Visit } from './visit.ts';

export type Composer = ReturnType<typeof createComposer>;

/**
 * The composition engine. It composes pages from the fragments of several slices (`compose-page.ts` has the stages), and holds all state
 * that outlives a request. Make one for each isolate.
 *
 * @throws Error if `notFound`, `refused` or `unavailable` has a primary fragment, or a name or a source of the
 *   policy is refused
 * @example
 * const composer = createComposer({ endpointOf: (slice) => env[slice], frame, notFound, unavailable });
 * const response = await composer.compose(home, { url, params: {}, language: 'en', headers: {}, waitUntil });
 */
export function createComposer(options: ComposerOptions) {
  const { clock = systemClock } = options;
  refusePrimaries(options);
  const names = toNames(options.names);
  const warner = createWarner(options.onWarning);
  const endpointOf = (slice: string) =>
    warner.contain(`the endpoint of slice ${slice}`, () => options.endpointOf(slice), undefined);
  const addresses = createAddresses();
  const reader = createHtmlReader(names);
  const cache = createFragmentCache(options.cacheLimit ?? defaultCacheLimit, clock);
  const documents = createDocuments(options.frame ?? {}, names, warner);
  const fetcher = createFetcher(reader, warner, names, clock);
  const guards = createGuards(clock, options.guards);
  const readIdentity = createIdentityReader(warner);
  const batching = options.batching?.({ addresses, readIdentity, clock, names });
  const manifests = createManifests({ endpointOf, clock, warner, batching, names });
  const memo = createPageMemo(pageMemoLimit);
  const writer = createElementWriter(addresses, names);
  const admission = createAdmission(clock, guards, options);
  const budget = createRetryBudget();
  const deadlines = createDeadlines(clock);
  const { between } = options;
  const call = createCaller({
    ...{ endpointOf, between, batching, manifests, fetcher, guards, budget, deadlines, clock, names },
  });
  const loader = createLoader({
    ...{ call, batching, readIdentity, manifests, addresses },
    ...{ cache, reader, deadlines, clock, warner, names },
    copies: options.copies,
    privateCopies: options.privateCopies?.(clock),
  });
  const dataCentre = options.dataCentre?.({ addresses, cache, clock, manifests, warner });
  const composePage = createPageComposer({
    ...{ options, clock, warner, admission, manifests, loader, documents, dataCentre, names },
    writeFlight: createFlightWriter({
      ...{ loader, manifests, writeElement: writer.write, names, breakerOf: guards.state, warner },
    }),
    join: memo.join,
  });
  const stores = [
    ...[addresses, budget, cache, documents, fetcher, guards],
    ...[loader, manifests, memo, reader, warner, writer],
  ];

  return {
    compose,
    fragment,
    /** The server of a slice; undefined if there is none. */
    endpointOf,
    /** Takes a place for other work, such as an action; undefined if there is none. Call the result to give the place back. */
    admit: admission.take,
    /** Ends the freshness of all copies with this tag. */
    expire: cache.expire,
    /**
     * Forgets everything that was learned from requests: copies, manifests, breakers.
     *
     * @param how with `keepDataCentre`, the copies of the data centre stay, so that this isolate is like a new one
     */
    clear: ({ keepDataCentre = false } = {}) => {
      for (const store of stores) store.clear();
      dataCentre?.clear(keepDataCentre);
    },
  };

  /** Answers with a page; with 503 at once if too many requests are under way. */
  async function compose(page: Page, visit: Visit, how: ComposeOptions = {}): Promise<Response> {
    const leave = how.admitted ? () => {} : admission.take();
    if (!leave) return toOverloaded(options.overloaded ?? defaultOverloaded);
    const run = createPageRun({
      now: clock.now,
      breakerOf: guards.state,
      leave,
      onReport: (toReport) => warner.contain('onReport', () => how.onReport?.(toReport()), undefined),
    });
    try {
      const preparing = documents.prepare();
      if (preparing) await preparing;
      return await composePage(page, withLanguage(visit), how, run);
    } catch (error) {
      run.finish(500);
      throw error;
    }
  }

  /** Answers with one fragment alone, for a browser that refreshes it; with 503 at once if too many requests are under way. */
  async function fragment(name: FragmentName, visit: Visit): Promise<Response> {
    const leave = admission.take(visit.gone);
    if (!leave) return toOverloaded(null);
    const began = clock.now();
    admission.watch();
    try {
      return await loadAlone(name, withLanguage(visit), began, { loader, manifests, addresses, names });
    } finally {
      leave();
    }
  }

  /** A client may have chosen the language, and it gets into headers. */
  function withLanguage(visit: Visit): Visit {
    if (/^[\w-]+$/.test(visit.language)) return visit;
    warner.warnOnce('the language of a visit', 'is no language tag, so the default is used');
    return { ...visit, language: options.language ?? 'en' };
  }
}

/** Bytes of shared fragments in memory, by default. */
const defaultCacheLimit = 32 * 1024 * 1024;
/** Bytes of joined pages in memory. */
const pageMemoLimit = 8 * 1024 * 1024;
