import * as v from 'valibot';

/** Headers of the fragment protocol. The shell strips every one of them from what comes from outside. */
export const headers = {
  /** Milliseconds the caller will still wait, a decimal integer. */
  deadline: 'x-jogakbo-deadline',
  /** The build that made a response: the slice's version, as in its manifest. */
  version: 'x-jogakbo-version',
  /** A signed token that says who asks, see `identity.ts`. Only sent to personal fragments, actions and APIs. */
  identity: 'x-jogakbo-identity',
  /** To the member slice: the session a cookie names. On an action's answer: the session to keep, empty to forget it. */
  session: 'x-jogakbo-session',
  /** The network address of the client. Only sent with actions and API calls. */
  address: 'x-jogakbo-address',
  /** On a call from the shell's `/_dev` routes: shows what only a developer may see. No call from outside can carry it. */
  development: 'x-jogakbo-development',
  /** On an action's answer: the fragment, `slice/name`, whose HTML the body is. */
  fragment: 'x-jogakbo-fragment',
  /** On an action's answer: cache tags, separated by spaces, of shared fragments that are now out of date. */
  invalidates: 'x-jogakbo-invalidates',
} as const;

/** Every header of the family begins so; nothing that begins so is let in from outside. */
export const headerPrefix = 'x-jogakbo-';

/** The longest body anyone may post, in bytes: https://httpwg.org/specs/rfc9110.html#status.413 beyond. */
export const bodyLimit = 64 * 1024;

/** Where a slice's manifest stands on its frontend worker. */
export const manifestPath = '/fragments.json';

/** What a slice declares about one fragment. */
export const FragmentDeclaration = v.object({
  /** Names of the query parameters it reads; no other reaches it. */
  params: v.array(v.string()),
  /** Personal fragments get identity headers and are never cached or shared. */
  personal: v.boolean(),
  /** Whether the remote exposes `./<name>` to hydrate it on first interaction. */
  island: v.boolean(),
  /** Document events on which the browser fetches it anew. */
  refreshOn: v.array(v.string()),
});
export type FragmentDeclaration = v.InferOutput<typeof FragmentDeclaration>;

/** `GET /fragments.json`: a slice's manifest. */
export const Manifest = v.object({
  slice: v.string(),
  version: v.string(),
  fragments: v.record(v.string(), FragmentDeclaration),
  /** Inlined once per page. `hash` is a CSP source expression, `sha256-…`, of `content`. */
  stylesheet: v.object({ content: v.string(), hash: v.string() }),
  /** URL path of the Module Federation manifest of this very version; null for a slice without islands. */
  remote: v.nullable(v.string()),
});
export type Manifest = v.InferOutput<typeof Manifest>;

/** The name by which a page, a cache key and a log line call a fragment: `slice/name`. */
export type FragmentName = `${string}/${string}`;

/**
 * The URL path and query of a fragment on its frontend worker.
 *
 * @param name the fragment's name within its slice, such as `price`
 * @param params its declared parameters
 * @returns for example `/fragments/price?item=2&product=1`, parameters sorted by name so that it serves as a cache key
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
 * Whether a status refuses a request. A fragment may answer `GET /fragments/<name>?<declared params>` with:
 *
 * - `200` with balanced HTML, or `204` for nothing to show;
 * - `404`: it does not exist. A primary fragment's 404 is the page's status;
 * - any other 4xx, such as `401`, `403`, `410`, `422` or `451`: **refused**. The slice is well and does not want to answer this
 *   request. It is never retried and never counted as a failure, by breakers or otherwise. A primary fragment's status is the
 *   page's; elsewhere the page's fallback is shown. No copy is shown instead, except for `408`, `425` and `429`, which say "later";
 * - anything else is a failure: the last good copy is shown, or the fallback.
 *
 * A personal fragment is also asked by guests, then without {@link headers}.identity. It answers them itself (HTML, `204` or
 * `401`), without a call to another worker.
 */
export function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}
