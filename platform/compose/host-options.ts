import type { FragmentName } from '@jogakbo/contracts/fragment';
import type { ComposeOptions } from './composer-options.ts';
import type { Page } from './page.ts';
import type { Route, Routes } from './routes.ts';
import type { Visit } from './visit.ts';

/** What a runtime gives with a request. Bun and Deno give nothing that a host needs. */
export type HostContext = {
  waitUntil?(work: Promise<unknown>): void;
  /** Makes the answer of a page that is ready, in place of `new Response`. `toNodeListener` gives it, and is the only one to read its result. */
  respond?: ComposeOptions['respond'];
};

/** A request to a host. */
export type Asked<Context = HostContext, Rules = object> = {
  request: Request;
  /** What `handle` was called with. */
  context: Context;
  /** The full URL of the page: that of the request, or that of the page which shows a refused form. */
  url: string;
  /** The path of `url`. */
  path: string;
  /** The route of `path`; undefined if there is none. */
  route: (Route & Rules) | undefined;
  /** The values of the `:names` in the path of the route. */
  params: Record<string, string>;
  /** The fragment, if the request is for a fragment alone. */
  fragment?: FragmentName;
  /** Composes another page as the answer. `params` are added to those of the visit. */
  show(page: Page, status: number, params?: Record<string, string>): Promise<Response>;
  /** Reads the body of a form. It can be called again. Undefined if the body is too long. */
  body(): Promise<Uint8Array<ArrayBuffer> | undefined>;
};

/**
 * Why a request is refused: no place is free, the form comes from a page of another site, the owner of the form did not answer, or it
 * cannot be found out who asks.
 */
export type Refusal = 'busy' | 'other-site' | 'no-answer' | 'unknown-asker' | undefined;

/** What a host decides for itself. Each hook has a default. An error that a hook throws is the error of `handle`. */
export type Hooks<Context = HostContext, Rules = object> = {
  /**
   * Describes the request for the engine: the language, who asks, headers for fragments. By default the language is that of the
   * composer, and the parameters are those of the path and the declared ones of the query.
   */
  visitOf?(asked: Asked<Context, Rules>): Partial<Visit>;
  /** The options of a composed page, such as headers. `status` is set for all pages but the page of the path itself. */
  optionsOf?(asked: Asked<Context, Rules>, status?: number): ComposeOptions;
  /** Called before a page is composed. A response is the answer instead. Also called for a path without a route. */
  before?(asked: Asked<Context, Rules>, visit: Visit): Response | undefined | Promise<Response | undefined>;
  /**
   * The headers that the owner of a form gets besides `content-type` and the deadline. By default they are those of the identity. A
   * response is the answer instead.
   */
  headersOf?(
    asked: Asked<Context, Rules>,
    visit: Visit,
  ): Record<string, string> | Response | Promise<Record<string, string> | Response>;
  /**
   * Finishes the answer, for example with cookies.
   *
   * @param answer the answer of the slice, if the request is a form
   * @returns undefined if the same response is sent
   */
  after?(
    asked: Asked<Context, Rules>,
    response: Response,
    answer?: Response,
  ): Response | undefined | Promise<Response | undefined>;
  /** Answers a request that is refused: 403, 404 for everything but pages, 405, 413, 503. By default it is a page or a line of text. */
  refuse?(asked: Asked<Context, Rules>, status: number, reason: Refusal): Response | Promise<Response>;
};

/** The options of a host, besides those of its composer. */
export type HostOptions<Context = HostContext, Rules = object> = {
  /** What `handle` answers, by path. */
  routes?: Routes<NoInfer<Rules>>;
  hooks?: Hooks<Context, Rules>;
  /** Bytes of the longest form; 64 KiB by default. A longer one is refused with 413. */
  bodyLimit?: number;
};
