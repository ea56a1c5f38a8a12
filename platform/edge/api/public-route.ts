import type { Scope } from '@jogakbo/contracts/api';
import * as v from 'valibot';

/** A place in a list, such as `{ page: 2 }`. */
export type Position = Record<string, string | number | undefined>;

/** The request to the BFF's own route that answers a public route. */
export type InnerRequest = { path: string; method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown };

type Entries = v.ObjectEntries;
type Fields<E extends Entries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

/** What a client sent, after its check. */
export type PublicInput<P extends Entries, Q extends Entries, B> = {
  params: Fields<P>;
  query: Fields<Q>;
  body: B;
  /** Undefined for the first page of a list. */
  position: Position | undefined;
};

/** When a route is deprecated and when it ends, as data of the route. https://www.rfc-editor.org/rfc/rfc9745 and RFC 8594 */
export type Deprecation = {
  /** The first day on which it is deprecated, such as `2026-11-26`. */
  since: string;
  /** The day on which it may end. */
  sunset?: string;
  /** A page that says what to use instead. */
  link?: string;
};

/** A route of `/api/v1`, as data beside the BFF that answers it. */
export type PublicRoute = {
  /** A name in all of `/api/v1`, such as `get_product`. It is the operation's id and the tool's name. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path below the slice, with names in braces: `/products/{id}`. */
  path: string;
  scope: Scope;
  /** A sentence for people and for assistants. */
  summary: string;
  /** Whether shopping assistants get it as a tool. */
  tool?: true;
  params?: Entries;
  query?: Entries;
  body?: v.GenericSchema;
  /** The form of the answer. Fields that it does not name are left out. */
  answer: v.GenericSchema;
  /** The status of success; 200 without it. */
  status?: 200 | 201 | 202;
  /** The refusals of this route, besides those that any route may give. */
  refusals?: readonly (404 | 409 | 410)[];
  /** A change that must carry an `Idempotency-Key`: without one it is 400; 409 while the first request is under way. */
  keyed?: true;
  deprecation?: Deprecation;
  /** For a list: the form of the position in its cursor. */
  position?: v.GenericSchema<unknown, Position>;
  toRequest(input: PublicInput<Entries, Entries, unknown>): InnerRequest;
  /** Makes the answer from that of the BFF's own route. */
  toAnswer?(value: unknown): unknown;
  /** For a list: the position of the next page, from the answer of the BFF's own route. */
  toNext?(value: unknown): Position | undefined;
};

type Typed<P extends Entries, Q extends Entries, B, V> = Omit<
  PublicRoute,
  'params' | 'query' | 'body' | 'toRequest' | 'toAnswer' | 'toNext'
> & {
  params?: P;
  query?: Q;
  body?: v.GenericSchema<unknown, B>;
  /** The form of the answer of the BFF's own route; {@link PublicRoute}.answer without it. */
  view?: v.GenericSchema<unknown, V>;
  toRequest(input: PublicInput<P, Q, B>): InnerRequest;
  toAnswer?(value: V): unknown;
  toNext?(value: V): Position | undefined;
};

/**
 * Declares a public route, so that its functions know the types of its schemas.
 *
 * @example
 * definePublicRoute({
 *   name: 'get_product',
 *   ...{ method: 'GET', path: '/products/{id}', scope: 'catalog:read', refusals: [404] },
 *   summary: 'A product with its options.',
 *   params: { id: ProductId },
 *   answer: ProductView,
 *   toRequest: ({ params }) => ({ path: paths.product(params.id) }),
 * });
 */
export function definePublicRoute<const P extends Entries, const Q extends Entries, B, V>(
  route: Typed<P, Q, B, V>,
): PublicRoute {
  const { view, toAnswer, toNext, ...rest } = route;
  const read = (value: unknown) => (view ? v.parse(view, value) : (value as V));
  return {
    ...(rest as unknown as PublicRoute),
    ...(toAnswer ? { toAnswer: (value) => toAnswer(read(value)) } : {}),
    ...(toNext ? { toNext: (value) => toNext(read(value)) } : {}),
  };
}

/** The position in a list whose pages have numbers, for {@link definePublicRoute}: spread it into the route. */
export const numberedPages = {
  position: v.object({ page: v.number() }),
  toNext: ({ page, pages }: { page: number; pages: number }) =>
    page < pages ? { page: page + 1 } : undefined,
};

/** Lists every status that a public route may answer with. The handler keeps to it, and the document has all of them. */
export function toStatuses(route: PublicRoute): number[] {
  const { method, params, query, body, status = 200, refusals = [], keyed } = route;
  const all = [
    status,
    ...(method === 'GET' ? [304] : []),
    ...[400, 401, 403],
    ...refusals,
    ...(method === 'GET' ? [] : [413, 415]),
    ...(keyed ? [409] : []),
    ...(params || query || body || keyed || route.position ? [422] : []),
    ...[429, 500, 503, 504],
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}
