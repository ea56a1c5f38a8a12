import type { Batching } from './batching.ts';
import type { Clock } from './clock.ts';
import type { Inline } from './content-security-policy.ts';
import type { GuardOptions } from './create-guards.ts';
import type { Warning } from './create-warner.ts';
import type { DataCentre } from './data-centre.ts';
import type { Endpoint } from './fetch-fragment.ts';
import type { LoaderOptions } from './load-fragment.ts';
import type { NameOptions } from './names.ts';
import type { Page } from './page.ts';
import type { FragmentReport, PageReport, Timing } from './page-report.ts';
import type { PrivateCopies } from './private-copies.ts';
import type { Attributes, Frame } from './write-page.ts';

export type ComposerOptions = {
  /** The server of a slice's fragments, such as its service binding; undefined if there is no such slice. */
  endpointOf: (slice: string) => Endpoint | undefined;
  frame?: Frame;
  /** The language of a visit that names none, or a text that is no language tag; `en` by default. */
  language?: string;
  /** The names of headers, elements and addresses, if they are not the default ones. */
  names?: NameOptions;
  /** Shown with the fragment's status if a primary fragment answers 404 or 410. */
  notFound: Page;
  /** Shown with the fragment's status if a primary fragment answers another 4xx; `notFound` by default. */
  refused?: Page;
  /** Shown with status 503 and `retry-after` if a primary fragment fails and there is no copy. */
  unavailable: Page;
  /** A whole document, sent with status 503 and `retry-after` if one of the two limits is reached. */
  overloaded?: string;
  /** The number of requests under way (pages, fragments alone, and work that called `admit`) from which new requests get 503. */
  pageLimit?: number;
  /**
   * The number of fragment calls, over all pages, from which new requests get 503: calls under way, and those that a page has still to make.
   * It falls while the processor is overloaded.
   */
  callLimit?: number;
  /**
   * The number of calls to slices that one page may make, so that it stays below a limit of the platform. The default
   * is 30 on Cloudflare, and no limit elsewhere. Primary fragments
   * have the first ones, then the order of the layout counts. A fragment without a call shows its last copy or its fallback, and the browser
   * fetches it afterwards.
   */
  callsPerPage?: number;
  /** Bytes of shared fragments in memory. */
  cacheLimit?: number;
  /** Copies that outlive the isolate; made by `createDataCentre` of `@jogakbo/compose/data-centre`. */
  dataCentre?: DataCentre | undefined;
  /** Shows an asker again what the same asker was shown some seconds ago; `createPrivateCopies` of `@jogakbo/compose/private-copies`. */
  privateCopies?: ((clock: Clock) => PrivateCopies) | undefined;
  /** Joins the calls of a page to one slice; `createBatching` of `@jogakbo/compose/batch`. Without it, each fragment has a call of its own. */
  batching?: Batching | undefined;
  guards?: GuardOptions;
  /**
   * The content of `server-timing`, which anyone can read. `times`, the default, has names and times. `reasons` also says which source
   * was shown and why. Use `reasons` in development only, as it shows which slices have faults.
   */
  timing?: Timing;
  /** Called with faults that a developer should fix, such as a fallback that throws or a manifest that cannot be read. */
  onWarning?: ((warning: Warning) => void) | undefined;
  clock?: Clock;
  copies?: LoaderOptions['copies'];
  /** Gives the endpoint of single fragments in place of the slice's own. Fault injection in development uses it. */
  between?: ((slice: string, endpoint: Endpoint) => Endpoint) | undefined;
};

/** Options of one response. `styles` are added to the document, such as the outlines of boundaries. */
export type ComposeOptions = {
  status?: number;
  styles?: Inline[];
  /** Attributes of `<html>`, such as a theme that the visitor has chosen. They win over those of the frame. */
  attributes?: Attributes;
  headers?: Record<string, string>;
  /** Describes a fragment for developers. The text becomes the attribute `data-about` of its element. `version` is empty if it is not known. */
  about?: ((report: FragmentReport, version: string) => string) | undefined;
  /**
   * Makes the caller's own markup for `<head>`, such as the canonical address. It is left out if another page is shown instead.
   * `place` is the first `content-location` of a fragment in the head.
   */
  head?: ((place: string | undefined) => string) | undefined;
  /** Set it if the request has already taken a place with `admit`. */
  admitted?: boolean;
  /** Makes the response of a page that is ready; by default a `Response`. */
  respond?:
    | ((body: Uint8Array<ArrayBuffer>, init: { status: number; headers: Record<string, string> }) => Response)
    | undefined;
  /** For HEAD: sends the status and the headers as soon as they are known, without a body. */
  withoutBody?: boolean;
  /** Called once, with the outcome of the page and of each fragment. */
  onReport?: ((report: PageReport) => void) | undefined;
};
