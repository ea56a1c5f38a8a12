import type { Clock } from './clock.ts';
import type { GuardOptions } from './create-guards.ts';
import type { Warning } from './create-warner.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { LoaderOptions } from './load-fragment.ts';
import type { Page } from './page.ts';
import type { PageReport, Timing } from './page-report.ts';
import type { Frame, Inline } from './write-page.ts';

export type ComposerOptions = {
  /** Where a slice's fragments are had: its service binding. Undefined for a slice that does not exist. */
  endpointOf: (slice: string) => Endpoint | undefined;
  frame: Frame;
  /** Shown, with the fragment's status, where a primary fragment answers 404 or 410. */
  notFound: Page;
  /** Shown, with the fragment's status, where a primary fragment answers another 4xx; `notFound` where left out. */
  refused?: Page;
  /** Shown, with status 503 and `retry-after`, where a primary fragment fails and there is no copy. */
  unavailable: Page;
  /** A whole document, sent with status 503 and `retry-after` where one of the two limits is reached. */
  overloaded?: string;
  /** Requests under way at once (pages, fragments alone, and what asks `admit`), beyond which new ones are refused. */
  pageLimit?: number;
  /** Calls of fragments under way at once, over all pages, beyond which new requests are refused; fewer while the processor is behind. */
  callLimit?: number;
  /** Bytes of shared fragments kept in memory. */
  cacheLimit?: number;
  guards?: GuardOptions;
  /**
   * How much the public reads in `server-timing`: `times`, the default, gives names and times. `reasons` says also what was shown and
   * why: for development, as it tells strangers which slice is unwell.
   */
  timing?: Timing;
  /** Called with what a developer should mend, such as a fallback that throws or a manifest that cannot be read. */
  onWarning?: ((warning: Warning) => void) | undefined;
  clock?: Clock;
  copies?: LoaderOptions['copies'];
};

/** How one page is to be answered. `styles` are added to the document, such as the outlines of boundaries. */
export type ComposeOptions = {
  status?: number;
  styles?: Inline[];
  headers?: Record<string, string>;
  /**
   * Markup for `<head>` that the caller owns, such as the canonical address; a page that stands in for another one goes without it.
   * `place` is what the head's fragment named by `content-location`.
   */
  head?: ((place: string | undefined) => string) | undefined;
  /** Set where the request has a place already, by `admit`. */
  admitted?: boolean;
  /** For HEAD: the status and the headers, as soon as they are known. */
  withoutBody?: boolean;
  /** Told what became of the page and each of its fragments. */
  onReport?: ((report: PageReport) => void) | undefined;
};
