export type { FragmentDeclaration, Manifest } from './manifest.ts';

/** Headers of the fragment protocol. The shell removes all of them from requests that come from outside. */
export const headers = {
  /** The time that the caller still waits, in milliseconds, as a decimal integer. */
  deadline: 'x-jogakbo-deadline',
  /** The version of the build that made a response, as in the slice's manifest. */
  version: 'x-jogakbo-version',
  /** A signed token that says who asks, see `identity.ts`. Only personal fragments, actions and APIs get it. */
  identity: 'x-jogakbo-identity',
  /** In a request to the member slice: the session of the cookie. In an action's answer: the session to set, empty to delete it. */
  session: 'x-jogakbo-session',
  /** In a request to the service that keeps credentials: the key of a client of `/api/v1`, see `api.ts`. */
  credential: 'x-jogakbo-credential',
  /** The scopes of the client of `/api/v1`, separated by spaces. Only public routes get it. */
  scopes: 'x-jogakbo-scopes',
  /** The network address of the client. Only actions and API calls have it. */
  address: 'x-jogakbo-address',
  /** In a request from the shell's `/_dev` routes: the answer may have data that only a developer may see. */
  development: 'x-jogakbo-development',
  /** In an action's answer: the fragment, `slice/name`, whose HTML is the body. */
  fragment: 'x-jogakbo-fragment',
  /** In an action's answer: the cache tags of shared fragments that are now out of date, separated by spaces. */
  invalidates: 'x-jogakbo-invalidates',
  /**
   * In the answer of a fragment: what it says to other slices of its page, as text of its own form. The engine passes it on to those slices,
   * which then need not ask for it. A fragment without it finds out by itself.
   */
  hints: 'x-jogakbo-hints',
} as const;

/** The prefix of all these headers. The shell removes every header with it from answers that go to clients. */
export const headerPrefix = 'x-jogakbo-';

/**
 * How a page names the build of a slice, as in `data-version` of the slice's fragments: what the page fetches has it as a header, and the
 * address of a form that posts has it as a parameter. The answer then comes from that build while it can be reached, and else from the
 * visitor's current one.
 */
export const pageVersionName = 'page-version';

/** The largest request body, in bytes. The answer to a larger one is 413: https://httpwg.org/specs/rfc9110.html#status.413 */
export const bodyLimit = 64 * 1024;

/** The longest HTML of a fragment, in bytes. */
export const fragmentLimit = 512 * 1024;

/** The path of a slice's manifest on its frontend worker. */
export const manifestPath = '/fragments.json';

/** The name of a fragment in pages, cache keys and log lines: `slice/name`. */
export type FragmentName = `${string}/${string}`;

/**
 * Builds the URL path and query of a fragment on its frontend worker.
 *
 * @param name the fragment's name within its slice, such as `price`
 * @param params its declared parameters
 * @returns for example `/fragments/price?item=2&product=1`; the parameters are sorted by name, so it can be a cache key
 */
export function toFragmentPath(name: string, params: Record<string, string>): string {
  let path = `/fragments/${name}`;
  let separator = '?';
  for (const param of Object.keys(params).sort()) {
    path += `${separator}${encodeURIComponent(param)}=${encodeURIComponent((params[param] as string).toWellFormed())}`;
    separator = '&';
  }
  return path;
}

/**
 * Tells whether a status refuses a request. A fragment may answer `GET /fragments/<name>?<declared params>` with:
 *
 * - `200` and balanced HTML, or `204` if there is nothing to show;
 * - `404`: it does not exist. The 404 of a primary fragment is the status of the page;
 * - any other 4xx, such as `401`, `403`, `410`, `422` or `451`: **refused**. The slice is healthy and does not answer this request. A
 *   refusal is never retried and never counts as a failure. The status of a primary fragment is the status of the page; for any other
 *   fragment the page shows its fallback. No copy is shown instead, except for `408`, `425` and `429`, which mean "later";
 * - `301`, `302`, `303`, `307` or `308` with `location`: it is not followed. The redirect of a primary fragment is the answer of the page; for
 *   any other fragment the page shows its fallback;
 * - anything else is a failure: the page shows the last good copy, or the fallback.
 *
 * Guests get personal fragments, too, but then the request has no {@link headers}.identity. The fragment answers a guest by itself (HTML,
 * `204` or `401`), without a call to another worker.
 *
 * @param status an HTTP status
 */
export function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}
